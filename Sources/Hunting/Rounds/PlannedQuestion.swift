package import Vocabulary

/// One galaxy that a round is going to ask about, and why.
package struct PlannedQuestion: Sendable, Equatable, Codable {
  /// Place in the round, from 1.
  package let position: Int
  /// Row of the features.
  package let galaxy: Int
  /// The arm that asks.
  package let arm: Arm
  /// What the arm ranked by: a probability, a novelty percentile, or a draw in 0...1.
  package let score: Double
  /// Place in the arm's own ranking of unasked galaxies, from 1.
  package let rank: Int
  /// The head's shares, one per class and the reserve last.
  package let probabilities: [Float]
  /// The reason in a sentence for the person who answers.
  package let why: String
}
