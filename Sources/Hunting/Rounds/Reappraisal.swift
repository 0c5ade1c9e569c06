package import Vocabulary

/// A question that waits for its answer, as the head sees it after the answers since it was asked.
package struct Reappraisal: Sendable, Equatable {
  /// Row of the features.
  package let galaxy: Int
  /// The head's shares, one per class and the reserve last.
  package let probabilities: [Float]
  /// The reason in the head's present terms; nil where the arm would not ask by now.
  package let why: String?
}

extension QueryRound {
  /// Open questions in the order in which they are most worth asking now.
  ///
  /// Each arm puts its own in order, and the arms take turns by how many they have. What an arm would not
  /// ask by now comes behind what it would.
  ///
  /// - Parameter questions: rows and arms, in the order they were asked; `excluded` holds the answered
  ///   ones, so that ranks count what has no answer.
  /// - Throws: `HuntingError` where the parts of the round do not fit together.
  package func reappraised(
    _ questions: [(galaxy: Int, arm: Arm)]
  ) throws(HuntingError) -> [Reappraisal] {
    let context = try context()
    var queues = Arm.allCases.map { arm -> ArraySlice<Reappraisal> in
      let own = questions.filter { $0.arm == arm }.map(\.galaxy)
      guard !own.isEmpty else { return [] }
      let strategy = arm.strategy
      let standing = strategy.standing(of: Set(own), context)
      let seen = Set(standing.map(\.galaxy))
      func appraised(_ galaxy: Int, _ why: String?) -> Reappraisal {
        Reappraisal(galaxy: galaxy, probabilities: Array(probabilities[galaxy]), why: why)
      }
      let live = standing.map { appraised($0.galaxy, strategy.reason($0, context)) }
      return (live + own.filter { !seen.contains($0) }.map { appraised($0, nil) })[...]
    }
    return Apportionment.interleave(queues.map(\.count)).compactMap { queues[$0].popFirst() }
  }
}
