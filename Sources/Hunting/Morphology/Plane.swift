import Foundation

/// One number a pixel of a square picture, row after row.
struct Plane: Sendable {
  let side: Int
  var values: [Float]

  /// Coordinate of the centre, in pixels.
  var centre: Float { Float(side - 1) / 2 }

  /// The picture at (x, y), bilinearly; beyond the edge, the edge.
  @inline(__always)
  func sampled(_ x: Float, _ y: Float) -> Float {
    let x = min(max(x, 0), Float(side - 1))
    let y = min(max(y, 0), Float(side - 1))
    let left = min(Int(x), side - 2)
    let top = min(Int(y), side - 2)
    let corner = top * side + left
    let (right, down) = (x - Float(left), y - Float(top))
    return values.withUnsafeBufferPointer { pixel in
      let above = pixel[corner] + right * (pixel[corner + 1] - pixel[corner])
      let below =
        pixel[corner + side] + right * (pixel[corner + side + 1] - pixel[corner + side])
      return above + down * (below - above)
    }
  }

  /// Convolved with a Gaussian of `sigma` pixels that ends at three of them; the edge goes on.
  func blurred(_ sigma: Float) -> Plane {
    let kernel = GaussianKernel(sigma: sigma, reach: Int(3 * sigma + 0.5))
    let reach = kernel.reach
    let side = side
    // Copies of the edge on all sides, so that the inner loops never ask where they are.
    let width = side + 2 * reach
    var padded = [Float](repeating: 0, count: width)
    var across = [Float](repeating: 0, count: width * side)
    var result = [Float](repeating: 0, count: side * side)
    for row in 0..<side {
      let start = row * side
      for x in 0..<width { padded[x] = values[start + min(max(x - reach, 0), side - 1)] }
      padded.withUnsafeBufferPointer { padded in
        across.withUnsafeMutableBufferPointer { across in
          VectorKernels.weightedSum(
            padded.baseAddress!, step: 1, weights: kernel.weights, count: side,
            into: across.baseAddress! + (row + reach) * side)
        }
      }
    }
    for row in 0..<reach {
      for x in 0..<side {
        across[row * side + x] = across[reach * side + x]
        across[(side + reach + row) * side + x] = across[(side + reach - 1) * side + x]
      }
    }
    across.withUnsafeBufferPointer { across in
      result.withUnsafeMutableBufferPointer { result in
        for row in 0..<side {
          VectorKernels.weightedSum(
            across.baseAddress! + row * side, step: side, weights: kernel.weights, count: side,
            into: result.baseAddress! + row * side)
        }
      }
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
