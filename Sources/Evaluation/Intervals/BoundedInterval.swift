/// Interval of a mean whose values lie in a range, never beyond the range.
///
/// Clopper and Pearson's interval for a share, with as many trials as would give the mean's spread: Korn
/// and Graubard, "Confidence intervals for proportions with small expected number of positive counts
/// estimated from survey data", 1998.
///
/// - Parameters:
///   - ratio: variance of the estimate over (M − a)(b − M), at the estimate M within the range a…b.
///   - reach: Student's quantile where the variance is itself an estimate, else the normal one.
func boundedInterval(
  estimate: Double, in range: ClosedRange<Double>, ratio: Double, reach: Double, level: Double
) -> Interval {
  let (low, width) = (range.lowerBound, range.upperBound - range.lowerBound)
  let usual = normalQuantile((1 + level) / 2) / reach
  let trials = usual * usual / ratio
  let share = min(1, max(0, (estimate - low) / width))
  let tail = (1 - level) / 2
  return Interval(
    estimate: estimate,
    lower: share <= 0
      ? low : low + width * betaQuantile(tail, trials * share, trials * (1 - share) + 1),
    upper: share >= 1
      ? range.upperBound
      : low + width * betaQuantile(1 - tail, trials * share + 1, trials * (1 - share)))
}

/// A bounded interval that trusts a small spread only as far as the number of objects supports it.
///
/// - Parameters:
///   - variance: of the estimate, as seen.
///   - most: ratio of the variance to (M − a)(b − M) where values lie at both ends of the range:
///     one over the number of objects. A smaller ratio seen counts for 1/(1 + 200·most) of what is
///     missing: with few objects it may be the luck of not having met a rare one.
func cautiousInterval(
  estimate: Double, in range: ClosedRange<Double>, variance: Double, most: Double, degrees: Double,
  level: Double
) -> Interval {
  let width = range.upperBound - range.lowerBound
  // Drawn to the middle by half an object, so that an estimate at an end has a spread to compare with.
  let share = ((estimate - range.lowerBound) / width + most / 2) / (1 + most)
  let seen = variance / (width * width * share * (1 - share))
  return boundedInterval(
    estimate: estimate, in: range,
    ratio: seen >= most ? seen : most - (most - seen) / (1 + 200 * most),
    reach: studentQuantile((1 + level) / 2, degrees: degrees), level: level)
}

/// Interval of a mean whose values lie in a range, which keeps its word for skewed values too.
///
/// - Returns: `nil` for fewer than two values.
package func meanInterval(
  of values: [Double], in range: ClosedRange<Double>, level: Double = 0.95
) -> Interval? {
  let count = Double(values.count)
  guard count > 1 else { return nil }
  let mean = values.reduce(0, +) / count
  let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
  return cautiousInterval(
    estimate: mean, in: range, variance: spread / count, most: 1 / count, degrees: count - 1,
    level: level)
}

/// Interval of the mean of a few repeated runs, each of which is itself an average of much.
///
/// Student's, where the spread at a bound M goes with √((M − a)(b − M)), so that a bound never leaves the
/// range a…b. In a range without an upper end it goes with √(M − a); without any end it stays.
///
/// - Returns: `nil` without a value; both bounds are the mean where all values are one.
package func repeatedMeanInterval(
  of values: [Double], in range: ClosedRange<Double>, level: Double = 0.95
) -> Interval? {
  guard !values.isEmpty else { return nil }
  let count = Double(values.count)
  let mean = values.reduce(0, +) / count
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  guard values.count > 1, squares > 0 else {
    return Interval(estimate: mean, lower: mean, upper: mean)
  }
  let reach = studentQuantile((1 + level) / 2, degrees: count - 1)
  let square = reach * reach * squares / (count - 1) / count
  guard range.lowerBound.isFinite, mean > range.lowerBound else {
    return Interval(
      estimate: mean, lower: mean - square.squareRoot(), upper: mean + square.squareRoot())
  }
  // Distances of the bounds from the range's beginning solve a·x² − 2b·x + above² = 0.
  let above = mean - range.lowerBound
  let width = range.upperBound - range.lowerBound
  var (a, b) = (1.0, above + square / above / 2)
  if width.isFinite {
    guard above < width else { return Interval(estimate: mean, lower: mean, upper: mean) }
    let scale = square / (above * (width - above))
    (a, b) = (1 + scale, above + scale * width / 2)
  }
  let root = max(0, b * b - a * above * above).squareRoot()
  return Interval(
    estimate: mean, lower: max(range.lowerBound, range.lowerBound + (b - root) / a),
    upper: min(range.upperBound, range.lowerBound + (b + root) / a))
}
