/// How the hunt would rank its galaxies if it had learned only what was answered by the end of a round.
package struct PastRanking: Sendable {
  /// Number of the round.
  package let round: Int
  /// Galaxies that carried a label by then, imported ones too.
  package let labels: Int
  /// Those of them that are of interest by the catalog; nil where it does not say.
  package let labelledOfInterest: Int?
  /// The personal score of each galaxy, in the order of the report's galaxies.
  package let values: [Double]

  /// A ranking of the past.
  package init(round: Int, labels: Int, labelledOfInterest: Int?, values: [Double]) {
    self.round = round
    self.labels = labels
    self.labelledOfInterest = labelledOfInterest
    self.values = values
  }
}
