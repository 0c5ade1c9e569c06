package import Vocabulary

/// Where a replayed hunt stands after a round.
package struct ReplayRound: Sendable, Equatable, Codable {
  /// From 1.
  package let round: Int
  /// Answers so far, prior ones included.
  package let labels: Int
  /// Anomalies among the questions asked so far.
  package let found: Int
  /// The same for each hunted class of the catalog.
  package let foundOfEach: [String: Int]
  /// Which of the questions asked so far were anomalies, by their number from 1.
  package let finds: [Int]
  /// Share of the questions asked so far that were anomalies; the prior labels don't count.
  package let trueCandidates: Double
  /// Over the whole pool: answered anomalies first, other answered galaxies last.
  package let withLabelled: ReplayMetrics
  /// Over the galaxies without an answer alone.
  package let withoutLabelled: ReplayMetrics
  /// Whether the head's probabilities hold; nil for strategies without a head.
  package let calibration: ReplayCalibration?
  /// Questions and anomalies an arm.
  package let yield: [ArmYield]
}

/// What an arm's questions brought so far.
package struct ArmYield: Sendable, Equatable, Codable {
  /// The arm that asked.
  package let arm: Arm
  /// Its questions so far.
  package let asked: Int
  /// Anomalies among them.
  package let found: Int

  /// So many questions, so many of them anomalies.
  package init(arm: Arm, asked: Int, found: Int) {
    self.arm = arm
    self.asked = asked
    self.found = found
  }
}
