import Foundation

/// The loss of a logistic regression with a fixed offset and a unit Gaussian prior.
///
/// Σ_i log(1 + exp(−y_i·z_i)) + ‖w‖²/2 with z = offset + Φ·w and y = ±1.
struct LogisticLoss {
  /// Φ, row-major.
  let inputs: [Double]
  let rows: Int
  let columns: Int
  /// Whether row i of Φ ends after column i.
  let isTriangular: Bool
  let isMember: [Bool]
  let offset: Double

  /// The loss at `parameters`; its gradient goes to `gradient`.
  func evaluate(_ parameters: [Double], gradient: inout [Double]) -> Double {
    var loss = 0.0
    for column in 0..<columns {
      gradient[column] = parameters[column]
      loss += parameters[column] * parameters[column] / 2
    }
    inputs.withUnsafeBufferPointer { inputs in
      parameters.withUnsafeBufferPointer { parameters in
        gradient.withUnsafeMutableBufferPointer { gradient in
          for row in 0..<rows {
            let own = inputs.baseAddress! + row * columns
            let length = isTriangular ? row + 1 : columns
            let z =
              offset + CholeskyFactor.dot(own, parameters.baseAddress!, count: length)
            let margin = isMember[row] ? z : -z
            loss += margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin
            let share = 1 / (1 + exp(-z))
            Self.add(
              own, scaled: share - (isMember[row] ? 1 : 0), to: gradient.baseAddress!,
              count: length)
          }
        }
      }
    }
    return loss
  }

  private static func add(
    _ x: UnsafePointer<Double>, scaled factor: Double, to sum: UnsafeMutablePointer<Double>,
    count: Int
  ) {
    var index = 0
    while index + 4 <= count {
      let place = UnsafeMutableRawPointer(sum + index)
      let value = UnsafeRawPointer(x + index).loadUnaligned(as: SIMD4<Double>.self)
      let old = place.loadUnaligned(as: SIMD4<Double>.self)
      place.storeBytes(of: old + value * factor, as: SIMD4<Double>.self)
      index += 4
    }
    while index < count {
      sum[index] += factor * x[index]
      index += 1
    }
  }
}
