internal import Evaluation
import Foundation

/// Random numbers of the beta distribution.
enum BetaDraw {
  /// One number in 0...1 with mean a / (a + b): two gamma numbers against each other.
  static func draw(_ a: Double, _ b: Double, using generator: inout SeededGenerator) -> Double {
    let first = gamma(a, using: &generator)
    let second = gamma(b, using: &generator)
    return first + second > 0 ? first / (first + second) : 0.5
  }

  /// A gamma number of unit scale (Marsaglia & Tsang 2000); shapes below one by their boost.
  private static func gamma(_ shape: Double, using generator: inout SeededGenerator) -> Double {
    guard shape >= 1 else {
      let uniform = Double.random(in: Double.leastNormalMagnitude..<1, using: &generator)
      return gamma(shape + 1, using: &generator) * pow(uniform, 1 / shape)
    }
    let d = shape - 1 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal(using: &generator)
      let v = pow(1 + c * x, 3)
      guard v > 0 else { continue }
      let uniform = Double.random(in: Double.leastNormalMagnitude..<1, using: &generator)
      if log(uniform) < x * x / 2 + d - d * v + d * log(v) { return d * v }
    }
  }

  /// A standard normal number (Box & Muller 1958).
  private static func normal(using generator: inout SeededGenerator) -> Double {
    let radius = Double.random(in: Double.leastNormalMagnitude..<1, using: &generator)
    let angle = Double.random(in: 0..<2 * Double.pi, using: &generator)
    return (-2 * log(radius)).squareRoot() * cos(angle)
  }
}
