/// Stratified bootstrap: resamples with replacement within each class, so class sizes stay fixed.
///
/// Efron and Tibshirani, "An Introduction to the Bootstrap", 1993; percentile intervals.
package struct Bootstrap: Sendable {
  /// Number of resamples.
  package let resamples: Int
  /// Confidence level of the intervals.
  package let level: Double

  /// A plan; a thousand resamples are the least for a 95% percentile interval.
  package init(resamples: Int = 1_000, level: Double = 0.95) {
    precondition(resamples > 0 && level > 0 && level < 1)
    self.resamples = resamples
    self.level = level
  }
}

extension RandomNumberGenerator {
  /// A uniform index in `0..<bound` by one multiplication; the bias is below bound / 2⁶⁴.
  mutating func index(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
