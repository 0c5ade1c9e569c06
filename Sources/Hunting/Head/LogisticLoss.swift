internal import CKernels
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
            let z = offset + ck_dot(own, parameters.baseAddress!, Int64(length))
            let margin = isMember[row] ? z : -z
            loss += margin > 0 ? log1p(exp(-margin)) : log1p(exp(margin)) - margin
            let share = 1 / (1 + exp(-z))
            ck_add_scaled(
              share - (isMember[row] ? 1 : 0), own, Int64(length), gradient.baseAddress!)
          }
        }
      }
    }
    return loss
  }
}
