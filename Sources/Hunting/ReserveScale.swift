import Foundation

/// Turns the distance to the nearest answered class into the reserve's share.
///
/// A logistic function of the logarithm of the squared distance, through one half at the survey's
/// 95th percentile and through 5% at its median.
struct ReserveScale: Codable, Sendable, Equatable {
  /// Logarithm of the squared distance at which the reserve is one half.
  var middle: Float = 0
  /// How fast the reserve rises with the logarithm of the squared distance.
  var steepness: Float = 1

  init() {}

  /// Reads the two percentiles off squared distances measured across the survey.
  init(squaredDistances: [Float]) {
    let sorted = squaredDistances.sorted()
    guard let last = sorted.last, last > 0 else { return }
    let floor = max(last * 1e-6, .leastNormalMagnitude)
    let median = log(max(sorted[(sorted.count - 1) / 2], floor))
    middle = log(max(sorted[(sorted.count - 1) * 95 / 100], floor))
    // A survey whose distances hardly vary still gets a finite slope.
    steepness = log(19) / max(middle - median, 0.05)
  }

  /// Share in 0...1 for a squared distance.
  func share(_ squaredDistance: Float) -> Float {
    guard squaredDistance > 0 else { return 0 }
    return 1 / (1 + exp(-steepness * (log(squaredDistance) - middle)))
  }
}
