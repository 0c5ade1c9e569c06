/// An estimate with the bounds that hold it at a confidence level.
package struct Interval: Sendable, Equatable {
  /// The estimate itself.
  package let estimate: Double
  /// Lower bound.
  package let lower: Double
  /// Upper bound.
  package let upper: Double

  /// An interval from its three numbers.
  package init(estimate: Double, lower: Double, upper: Double) {
    self.estimate = estimate
    self.lower = lower
    self.upper = upper
  }

  /// Percentile interval of resampled statistics, quantiles interpolated linearly as in NumPy.
  ///
  /// `nil` without a finite sample.
  package init?(estimate: Double, samples: [Double], level: Double = 0.95) {
    let sorted = samples.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return nil }
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let below = Int(place.rounded(.down))
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    self.init(
      estimate: estimate, lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2))
  }
}
