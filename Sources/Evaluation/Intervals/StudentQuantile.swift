import Foundation

/// The value that Student's t stays below with the given probability in 0...1.
///
/// - Parameter degrees: degrees of freedom above 0, whole or not. Relative error below 1e-9.
package func studentQuantile(_ probability: Double, degrees: Double) -> Double {
  precondition(degrees > 0, "\(degrees) degrees of freedom")
  guard probability > 0 else { return -.infinity }
  guard probability < 1 else { return .infinity }
  if probability == 0.5 { return 0 }
  if probability < 0.5 { return -studentQuantile(1 - probability, degrees: degrees) }
  // Twice the upper tail is the incomplete beta function of ν/(ν + t²) for ν/2 and 1/2.
  let share = betaQuantile(2 * (1 - probability), degrees / 2, 0.5)
  return (degrees * (1 - share) / share).squareRoot()
}

/// The share that a beta variable stays below with the given probability.
///
/// - Parameters:
///   - a: first shape, above 0.
///   - b: second shape, above 0.
/// - Returns: a share in 0...1, found by bisection to the last bits.
package func betaQuantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
  guard probability > 0 else { return 0 }
  guard probability < 1 else { return 1 }
  // Bisection over log-odds, so that shares near 0 and 1 keep their digits.
  var (low, high) = (-700.0, 700.0)
  for _ in 0..<80 {
    let middle = (low + high) / 2
    if betaShare(1 / (1 + exp(-middle)), a, b) < probability { low = middle } else { high = middle }
  }
  return 1 / (1 + exp(-(low + high) / 2))
}

/// The regularised incomplete beta function: the chance that a beta variable is at most `x`.
///
/// Continued fraction by Lentz's method (Press et al., "Numerical Recipes", 6.4).
package func betaShare(_ x: Double, _ a: Double, _ b: Double) -> Double {
  precondition(a > 0 && b > 0, "shapes \(a) and \(b)")
  guard x > 0 else { return 0 }
  guard x < 1 else { return 1 }
  if x > (a + 1) / (a + b + 2) { return 1 - betaShare(1 - x, b, a) }
  let front =
    exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
  let tiny = 1e-300
  func kept(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
  var (c, d) = (1.0, 1 / kept(1 - (a + b) * x / (a + 1)))
  var fraction = d
  for step in 1...10_000 {
    let m = Double(step)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / kept(1 + even * d)
    c = kept(1 + even / c)
    fraction *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / kept(1 + odd * d)
    c = kept(1 + odd / c)
    fraction *= d * c
    if abs(d * c - 1) < 1e-15 { break }
  }
  return front * fraction
}
