private import Evaluation

/// A person's answers dealt into parts for cross-validation, every class spread over all of them.
package struct AnswerFolds: Sendable, Equatable {
  /// The part that holds each answer.
  package let parts: [Int]
  /// How many parts there are.
  package let count: Int

  /// Deals answers out at random, class by class, so that no two parts differ by more than one
  /// answer of a class.
  ///
  /// - Parameter labels: class number of each answer.
  package init(labels: [Int], count: Int, seed: UInt64) {
    precondition(count > 1)
    var generator = SeededGenerator(seed: seed)
    var parts = [Int](repeating: 0, count: labels.count)
    // Classes go on where the one before stopped, which keeps the parts alike in size.
    var next = 0
    for label in Set(labels).sorted() {
      let members = labels.indices.filter { labels[$0] == label }.shuffled(using: &generator)
      for member in members {
        parts[member] = next % count
        next += 1
      }
    }
    self.parts = parts
    self.count = count
  }

  /// The answers outside a part, which are learned from when it is held out.
  package func learned(without part: Int) -> [Int] { parts.indices.filter { parts[$0] != part } }

  /// The answers of a part.
  package func held(_ part: Int) -> [Int] { parts.indices.filter { parts[$0] == part } }
}
