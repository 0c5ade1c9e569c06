import Foundation

/// Score interval of a proportion, sound for few trials and for shares near 0 or 1.
///
/// Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
/// `nil` without a trial.
/// ```swift
/// wilsonInterval(successes: 3, trials: 20)   // 0.15, from 0.052 to 0.360
/// ```
package func wilsonInterval(successes: Int, trials: Int, level: Double = 0.95) -> Interval? {
  precondition(successes >= 0 && successes <= trials, "\(successes) successes in \(trials) trials")
  guard trials > 0 else { return nil }
  let z = normalQuantile((1 + level) / 2)
  let n = Double(trials)
  let share = Double(successes) / n
  let scale = 1 + z * z / n
  let center = (share + z * z / (2 * n)) / scale
  let half = z / scale * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
  // The bounds touch 0 and 1 exactly; rounding must not put them just inside.
  return Interval(
    estimate: share, lower: successes == 0 ? 0 : max(0, center - half),
    upper: successes == trials ? 1 : min(1, center + half))
}

/// The value a standard normal variable stays below with the given probability in 0...1.
///
/// Bisection and Newton on the complementary error function, to float64 accuracy.
package func normalQuantile(_ probability: Double) -> Double {
  guard probability > 0 else { return -.infinity }
  guard probability < 1 else { return .infinity }
  if probability > 0.5 { return -normalQuantile(1 - probability) }
  var low = -40.0
  var high = 0.0
  for _ in 0..<30 {
    let middle = (low + high) / 2
    if erfc(-middle / 2.0.squareRoot()) / 2 < probability { low = middle } else { high = middle }
  }
  var x = (low + high) / 2
  for _ in 0..<4 {
    let error = erfc(-x / 2.0.squareRoot()) / 2 - probability
    let density = exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    if density > 0 { x -= error / density }
  }
  return x
}
