/// A score of every galaxy of the hunt, higher meaning more interesting.
package struct HuntScore: Sendable {
  /// Name of the score: `personal`, `reserve` or a `ScoreKind`.
  package let name: String
  /// One value a galaxy, in the order of the report's galaxies.
  package let values: [Double]

  /// A named score.
  package init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }
}
