/// What a simple rule answers for the test galaxies, to hold the model against.
package struct ClassifierBaseline: Sendable {
  /// Name of the rule.
  let name: String
  /// How it comes to its answers, in a sentence.
  let words: String
  /// The class it gives each test galaxy.
  let predictions: [Int]

  /// A rule with its answers, one a test galaxy.
  package init(name: String, words: String, predictions: [Int]) {
    self.name = name
    self.words = words
    self.predictions = predictions
  }
}
