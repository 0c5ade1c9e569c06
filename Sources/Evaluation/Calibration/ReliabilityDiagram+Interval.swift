extension ReliabilityDiagram {
  /// The calibration error with the interval that holds the error that endless objects would show in
  /// these bins.
  ///
  /// Chance can only add so much: the error seen is at most the true one and the mean scatter of the
  /// bins, which is the lower bound; and it is at least the true one less the scatter of their weighted
  /// sum, which is the upper bound. A bin of n objects scatters as n draws, its frequency taken as
  /// (hits + 1)/(n + 2). Sound for any true errors, and therefore wide where bins hold a handful.
  ///
  /// - Returns: `nil` without an object.
  package func errorInterval(level: Double = 0.95) -> Interval? {
    let count = Double(self.count)
    guard count > 0 else { return nil }
    var variance = 0.0
    var scatter = 0.0
    for bin in bins where bin.count > 0 {
      let own = Double(bin.count)
      let share = (bin.frequency * own + 1) / (own + 2)
      let weight = own / count
      let spread = weight * weight * share * (1 - share) / own
      variance += spread
      scatter += (2 * spread / .pi).squareRoot()
    }
    let reach = normalQuantile((1 + level) / 2)
    let error = expectedCalibrationError
    let most = scatter + reach * (variance * (1 - 2 / .pi)).squareRoot()
    return Interval(
      estimate: error, lower: max(0, error - most),
      upper: min(1, error + reach * variance.squareRoot()))
  }
}
