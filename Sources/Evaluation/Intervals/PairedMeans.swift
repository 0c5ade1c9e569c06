import Foundation

/// How many more objects one model gets right than another, of the same objects.
///
/// The interval is Newcombe's for paired shares, from Wilson limits of both and their correlation, with
/// a continuity correction: it holds from a handful of objects on, where a bootstrap that keeps the
/// counts of the classes does not. R. G. Newcombe, Statistics in Medicine 17, 2635 (1998), method 10.
/// ```swift
/// pairedAccuracy(first: [true, true, false], second: [true, false, false])?.difference.estimate   // −⅓
/// ```
///
/// - Parameters:
///   - first: whether the model that is compared against is right, one an object.
///   - second: whether the other model is right about the same object.
/// - Returns: Shares right and their difference, second less first; nil without objects.
package func pairedAccuracy(
  first: [Bool], second: [Bool], level: Double = 0.95
) -> PairedDifference? {
  precondition(first.count == second.count, "the models answer for different objects")
  let count = Double(first.count)
  func objects(_ isFirst: Bool, _ isSecond: Bool) -> Double {
    Double(zip(first, second).count { $0 == isFirst && $1 == isSecond })
  }
  let (both, onlySecond) = (objects(true, true), objects(false, true))
  let (onlyFirst, neither) = (objects(true, false), objects(false, false))
  guard
    let one = wilsonInterval(
      successes: first.count { $0 }, trials: first.count, level: level),
    let other = wilsonInterval(
      successes: second.count { $0 }, trials: second.count, level: level)
  else { return nil }
  var covariance = both * neither - onlySecond * onlyFirst
  if covariance > 0 { covariance = max(covariance - count / 2, 0) }
  let spread =
    (both + onlySecond) * (onlyFirst + neither) * (both + onlyFirst) * (onlySecond + neither)
  let correlation = spread > 0 ? covariance / spread.squareRoot() : 0
  func reach(_ a: Double, _ b: Double) -> Double {
    max(a * a - 2 * correlation * a * b + b * b, 0).squareRoot()
  }
  let shares = ((both + onlyFirst) / count, (both + onlySecond) / count)
  let difference = (onlySecond - onlyFirst) / count
  return PairedDifference(
    first: shares.0, second: shares.1,
    difference: Interval(
      estimate: difference,
      lower: difference - reach(shares.1 - other.lower, one.upper - shares.0),
      upper: difference + reach(other.upper - shares.1, shares.0 - one.lower)))
}

/// Means of two numbers of the same objects, with Student's interval of their difference.
///
/// - Returns: Means and their difference, second less first; nil for fewer than two objects.
package func pairedMeans(
  first: [Double], second: [Double], level: Double = 0.95
) -> PairedDifference? {
  precondition(first.count == second.count, "the numbers are of different objects")
  let count = Double(first.count)
  guard count > 1 else { return nil }
  let differences = zip(first, second).map { $1 - $0 }
  let mean = differences.reduce(0, +) / count
  let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  let half =
    studentQuantile((1 + level) / 2, degrees: count - 1)
    * (squares / (count - 1) / count).squareRoot()
  return PairedDifference(
    first: first.reduce(0, +) / count, second: second.reduce(0, +) / count,
    difference: Interval(estimate: mean, lower: mean - half, upper: mean + half))
}
