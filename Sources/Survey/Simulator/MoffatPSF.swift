import Foundation

/// The blur of atmosphere and telescope: Moffat's (1969) profile, one width a band.
package struct MoffatPSF: Sendable {
  /// Full width at half maximum in g, r and z, reference pixels.
  package let fwhm: SIMD4<Float>
  /// The exponent: 2.5 has broad wings, 4.765 is Kolmogorov turbulence (Trujillo et al. 2001).
  package let beta: Float

  package init(fwhm: SIMD4<Float>, beta: Float) {
    self.fwhm = fwhm
    self.beta = beta
  }

  /// Pixels the kernel reaches to each side: what a frame's margin must hold.
  static func radius(size: Int) -> Int { (5 * size + 63) / 64 }

  /// Surface brightness of a star of unit flux at a distance, in each band.
  @inline(__always)
  func brightness(squaredDistance: Float) -> Bands {
    let core = fwhm * 0.5 / (pow(2, 1 / beta) - 1).squareRoot()
    let square = core * core
    let base = 1 + squaredDistance / square
    return (beta - 1) / (Float.pi * square)
      * Bands(pow(base.x, -beta), pow(base.y, -beta), pow(base.z, -beta), 0)
  }

  /// The square kernel for pictures of `size` pixels, row-major, each band summing to 1.
  package func kernel(size: Int) -> [SIMD4<Float>] {
    let radius = Self.radius(size: size)
    let step = 64 / Float(size)
    // A quadrant is enough: the profile is round.
    var quadrant = [Bands](repeating: .zero, count: (radius + 1) * (radius + 1))
    for i in 0...radius {
      for j in 0...i {
        let value = brightness(squaredDistance: Float(i * i + j * j) * step * step)
        quadrant[i * (radius + 1) + j] = value
        quadrant[j * (radius + 1) + i] = value
      }
    }
    var kernel: [Bands] = []
    kernel.reserveCapacity((2 * radius + 1) * (2 * radius + 1))
    var sum = Bands.zero
    for y in -radius...radius {
      for x in -radius...radius {
        kernel.append(quadrant[abs(y) * (radius + 1) + abs(x)])
        sum += kernel[kernel.count - 1]
      }
    }
    sum.w = 1
    for i in kernel.indices { kernel[i] /= sum }
    return kernel
  }

  /// The picture inside the frame's margin, blurred: size × size, row-major.
  func blur(_ frame: SkyFrame) -> [Bands] {
    let side = 2 * frame.margin + 1
    let kernel = kernel(size: frame.size)
    precondition(kernel.count == side * side, "the frame's margin does not fit the kernel")
    let size = frame.size
    return [Bands](unsafeUninitializedCapacity: size * size) { output, count in
      frame.pixels.withUnsafeBufferPointer { input in
        kernel.withUnsafeBufferPointer { weights in
          for y in 0..<size {
            var x = 0
            // Four neighbours at a time: independent sums keep the adder busy.
            while x < size {
              let lanes = min(4, size - x)
              var a = Bands.zero
              var b = Bands.zero
              var c = Bands.zero
              var d = Bands.zero
              for i in 0..<side {
                // The last columns of a size not divisible by four read padding they don't keep.
                let start = (y + i) * frame.width + min(x, size - 4)
                for j in 0..<side {
                  let weight = weights[i * side + j]
                  a += input[start + j] * weight
                  b += input[start + j + 1] * weight
                  c += input[start + j + 2] * weight
                  d += input[start + j + 3] * weight
                }
              }
              let first = min(x, size - 4)
              output[y * size + first] = a
              output[y * size + first + 1] = b
              output[y * size + first + 2] = c
              output[y * size + first + 3] = d
              x += lanes
            }
          }
        }
      }
      count = size * size
    }
  }
}
