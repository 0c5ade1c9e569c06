/// Another classifier of the hunt that learned from the same galaxies, and how it was trained otherwise.
package struct ClassifierVariant: Sendable, Encodable {
  /// A setting that differs.
  package struct Difference: Sendable, Equatable, Encodable {
    let name: String
    /// What the reported model has.
    let here: String
    /// What this one has.
    let there: String

    /// A setting with both values.
    package init(name: String, here: String, there: String) {
      self.name = name
      self.here = here
      self.there = there
    }
  }

  /// Number in the store.
  let number: Int64
  /// Settings that differ; empty for the reported model itself.
  let differences: [Difference]
  /// Whether it is the reported model.
  let isReported: Bool
  /// Epochs that it was trained.
  let epochs: Int
  let seconds: Double
  /// Share of right answers on the test galaxies; nil where it was not measured.
  let accuracy: Double?
  let macroAUC: Double?
  let brierScore: Double?
  /// Test galaxies it was tried on.
  let galaxies: Int?

  /// A classifier with what was measured when it was trained.
  package init(
    number: Int64, differences: [Difference], isReported: Bool, epochs: Int, seconds: Double,
    accuracy: Double?, macroAUC: Double?, brierScore: Double?, galaxies: Int?
  ) {
    self.number = number
    self.differences = differences
    self.isReported = isReported
    self.epochs = epochs
    self.seconds = seconds
    self.accuracy = accuracy
    self.macroAUC = macroAUC
    self.brierScore = brierScore
    self.galaxies = galaxies
  }
}
