/// How the personalised head learns; the defaults were chosen by replaying hunts with known labels.
package struct HeadSettings: Codable, Sendable, Equatable {
  /// Prior variance of a class's log-odds.
  package var amplitude: Double
  /// Weight of directions against neighbourhoods for a class without answers; it fades with them.
  package var slope: Double
  /// Prior mean of a class's log-odds, which far from every answer is what remains.
  package var prior: Double
  /// Most answers the head is a sum over; more are learned from all the same.
  package var inducingPointLimit: Int
  /// Most L-BFGS steps a fit may take.
  package var maximumIterations: Int
  /// Largest gradient component at which a fit has converged.
  package var tolerance: Double

  /// The replayed choice wherever nothing else is said.
  package init(
    amplitude: Double = 20, slope: Double = 1, prior: Double = -2, inducingPointLimit: Int = 1_024,
    maximumIterations: Int = 200, tolerance: Double = 1e-3
  ) {
    self.amplitude = amplitude
    self.slope = slope
    self.prior = prior
    self.inducingPointLimit = inducingPointLimit
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
  }

  /// The kernel's β for a class with so many answers: half of it at ten of them, nothing from ninety.
  ///
  /// A direction is what a handful of galaxies can tell; many show where exactly the class lies.
  func slope(answers: Int) -> Double {
    answers < 90 ? slope * 10 / Double(10 + answers) : 0
  }

  /// Throws for a setting no fit could work with.
  func validate() throws(HuntingError) {
    guard amplitude.isFinite, amplitude > 0 else {
      throw .invalidSetting(
        name: "amplitude", reason: "\(amplitude) is not a positive finite number")
    }
    guard slope.isFinite, slope >= 0 else {
      throw .invalidSetting(name: "slope", reason: "\(slope) is not zero or a positive number")
    }
    guard prior.isFinite else {
      throw .invalidSetting(name: "prior", reason: "\(prior) is not a finite number")
    }
    guard inducingPointLimit > 0 else {
      throw .invalidSetting(
        name: "inducingPointLimit", reason: "a head stands on at least one answer")
    }
    guard maximumIterations > 0 else {
      throw .invalidSetting(name: "maximumIterations", reason: "a fit takes at least one step")
    }
  }
}
