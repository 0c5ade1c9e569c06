internal import CKernels
import Foundation

/// One number a pixel of a square picture, row after row.
struct Plane: Sendable {
  let side: Int
  var values: [Float]

  /// Coordinate of the centre, in pixels.
  var centre: Float { Float(side - 1) / 2 }

  /// The picture at each (x, y), bilinearly; beyond the edge, the edge.
  func sampled(x: [Float], y: [Float]) -> [Float] {
    [Float](unsafeUninitializedCapacity: x.count) { result, written in
      ck_sample(values, Int64(side), x, y, Int64(x.count), result.baseAddress!)
      written = x.count
    }
  }

  /// Convolved with a Gaussian of `sigma` pixels that ends at three of them; the edge goes on.
  func blurred(_ sigma: Float) -> Plane {
    let kernel = GaussianKernel(sigma: sigma, reach: Int(3 * sigma + 0.5))
    let reach = kernel.reach
    let side = side
    let room = (side + 2 * reach) * (side + 1)
    let result = [Float](unsafeUninitializedCapacity: side * side) { result, written in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: room) { scratch in
        ck_blur(
          values, Int64(side), kernel.weights, Int64(reach), scratch.baseAddress!,
          result.baseAddress!)
      }
      written = side * side
    }
    return Plane(side: side, values: result)
  }

  /// Brought to another side, every new pixel the mean of what it covers.
  func resized(to other: Int) -> Plane {
    guard other != side else { return self }
    let step = Float(side) / Float(other)
    // Pixels that each new one covers, with the share of it that each makes up.
    let cover = (0..<other).map { place -> [(pixel: Int, share: Float)] in
      let (start, end) = (Float(place) * step, Float(place + 1) * step)
      return (Int(start)..<min(side, Int(end.rounded(.up)))).map { pixel in
        (pixel, (min(end, Float(pixel + 1)) - max(start, Float(pixel))) / step)
      }
    }
    var result = [Float](repeating: 0, count: other * other)
    for (row, above) in cover.enumerated() {
      for (column, beside) in cover.enumerated() {
        for (y, down) in above {
          for (x, right) in beside {
            result[row * other + column] += down * right * values[y * side + x]
          }
        }
      }
    }
    return Plane(side: other, values: result)
  }
}

/// A Gaussian sampled at whole steps, its weights adding up to 1.
struct GaussianKernel {
  let reach: Int
  let weights: [Float]

  init(sigma: Float, reach: Int) {
    self.reach = reach
    let raw = (-reach...reach).map { exp(-Double($0 * $0) / (2 * Double(sigma) * Double(sigma))) }
    let sum = raw.reduce(0, +)
    weights = raw.map { Float($0 / sum) }
  }
}
