import Foundation

/// The blur of atmosphere and telescope: Moffat's (1969) profile, one width a band.
package struct MoffatPSF: Sendable {
  /// Full width at half maximum in g, r and z, reference pixels.
  package let fwhm: SIMD4<Float>
  /// The exponent: 2.5 has broad wings, 4.765 is Kolmogorov turbulence (Trujillo et al. 2001).
  package let beta: Float
  private let table: RadialTable<SIMD4<Float>>

  package init(fwhm: SIMD4<Float>, beta: Float) {
    self.fwhm = fwhm
    self.beta = beta
    let core = fwhm * 0.5 / (pow(2, 1 / beta) - 1).squareRoot()
    let square = core * core
    let peak = (beta - 1) / (Float.pi * square)
    table = RadialTable(reach: 48, count: 192) { radius in
      let base = 1 + radius * radius / square
      return peak * Bands(pow(base.x, -beta), pow(base.y, -beta), pow(base.z, -beta), 0)
    }
  }

  /// Pixels the kernel reaches to each side: what a frame's margin must hold.
  static func radius(size: Int) -> Int { (4 * size + 63) / 64 }

  /// Surface brightness of a star of unit flux at a distance, in each band.
  @inline(__always)
  func brightness(squaredDistance: Float) -> Bands { table[squaredDistance.squareRoot()] }

  /// The distance at which the r light of a star of unit flux has fallen to a brightness.
  func radius(ofBrightness brightness: Float) -> Float {
    let core = fwhm.max() * 0.5 / (pow(2, 1 / beta) - 1).squareRoot()
    let peak = (beta - 1) / (.pi * core * core)
    guard brightness < peak else { return core }
    return min(48, core * (pow(peak / brightness, 1 / beta) - 1).squareRoot() + 1)
  }

  /// Mean brightness over a square pixel about a point: in the core it is finer than a pixel.
  @inline(__always)
  func mean(around point: SIMD2<Float>, pixel: Float) -> Bands {
    let square = point.x * point.x + point.y * point.y
    guard square < 9 else { return brightness(squaredDistance: square) }
    var sum = Bands.zero
    for i in 0..<4 {
      for j in 0..<4 {
        let p = point + (SIMD2(Float(j), Float(i)) - 1.5) * (pixel / 4)
        sum += brightness(squaredDistance: p.x * p.x + p.y * p.y)
      }
    }
    return sum / 16
  }

  /// The square kernel for pictures of `size` pixels, row-major, each band summing to 1.
  package func kernel(size: Int) -> [SIMD4<Float>] {
    let radius = Self.radius(size: size)
    let step = 64 / Float(size)
    // A quadrant is enough: the profile is round.
    var quadrant = [Bands](repeating: .zero, count: (radius + 1) * (radius + 1))
    for i in 0...radius {
      for j in 0...i {
        let value = mean(around: SIMD2(Float(i), Float(j)) * step, pixel: step)
        quadrant[i * (radius + 1) + j] = value
        quadrant[j * (radius + 1) + i] = value
      }
    }
    // Cut off beyond the radius, the corners of the square cost much and hold little.
    let limit = (Float(radius) + 0.35) * (Float(radius) + 0.35)
    var kernel: [Bands] = []
    kernel.reserveCapacity((2 * radius + 1) * (2 * radius + 1))
    var sum = Bands.zero
    for y in -radius...radius {
      for x in -radius...radius {
        let isNear = Float(x * x + y * y) <= limit
        kernel.append(isNear ? quadrant[abs(y) * (radius + 1) + abs(x)] : .zero)
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
    let taps: [(offset: Int, weight: Bands)] = kernel.indices.compactMap { i in
      kernel[i].y > 0 ? (i / side * frame.width + i % side, kernel[i]) : nil
    }
    return [Bands](unsafeUninitializedCapacity: size * size) { output, count in
      frame.pixels.withUnsafeBufferPointer { input in
        taps.withUnsafeBufferPointer { taps in
          for y in 0..<size {
            // Four neighbours at a time: independent sums keep the adder busy. The last four of a
            // row may have been done already.
            for x in stride(from: 0, to: size, by: 4) {
              let first = min(x, size - 4)
              let start = y * frame.width + first
              var a = Bands.zero
              var b = Bands.zero
              var c = Bands.zero
              var d = Bands.zero
              for tap in taps {
                let place = start + tap.offset
                a += input[place] * tap.weight
                b += input[place + 1] * tap.weight
                c += input[place + 2] * tap.weight
                d += input[place + 3] * tap.weight
              }
              output[y * size + first] = a
              output[y * size + first + 1] = b
              output[y * size + first + 2] = c
              output[y * size + first + 3] = d
            }
          }
        }
      }
      count = size * size
    }
  }
}
