/// How the published head learns.
package struct SoftmaxSettings: Codable, Sendable, Equatable {
  /// Precision of the Gaussian prior on each standardised weight (scikit-learn's 1/C).
  package var l2: Double
  /// How far classes are levelled: 0 counts every answer alike, 1 gives every class equal weight.
  ///
  /// A hunt's own questions already favour the rare kinds, and levelling on top of that has not
  /// found more in replay; it helps where answers come from a random sample.
  package var balancing: Double
  /// Most L-BFGS steps a fit may take.
  package var maximumIterations: Int
  /// Largest gradient component, a unit of answers, at which a fit has converged.
  package var tolerance: Double

  /// The replayed choice wherever nothing else is said.
  package init(
    l2: Double = 30, balancing: Double = 0, maximumIterations: Int = 300,
    tolerance: Double = 1e-5
  ) {
    self.l2 = l2
    self.balancing = balancing
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// Throws for a setting no fit could work with.
  func validate() throws(HuntingError) {
    guard l2.isFinite, l2 > 0 else {
      throw .invalidSetting(name: "l2", reason: "\(l2) is not a positive finite number")
    }
    guard (0...1).contains(balancing) else {
      throw .invalidSetting(name: "balancing", reason: "\(balancing) is not between 0 and 1")
    }
    guard maximumIterations > 0 else {
      throw .invalidSetting(name: "maximumIterations", reason: "a fit takes at least one step")
    }
  }
}
