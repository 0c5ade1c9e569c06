import Foundation

/// Measured shape of a galaxy about its centre, the same however it is turned or mirrored.
///
/// The arcsinh-stretched cutout is read along rings. A ring's mean is the light profile; the
/// amplitudes of its Fourier orders tell bars and arms (even orders) from lopsidedness and
/// companions (odd ones). Colour and small-scale structure are averaged along the same rings, and
/// the last column is the rotational asymmetry of Conselice (2003) under half a turn. No training
/// is involved, so the numbers complement a learned embedding.
///
/// ```swift
/// let shape = try AzimuthalFeatures().features(pixels: pixels, count: 4_458, size: 64)
/// shape.columns   // 129
/// ```
package struct AzimuthalFeatures: Sendable {
  /// Rings from the centre to the inscribed circle.
  private static let rings = 16
  /// Samples along a ring; a multiple of four, so that quarter turns map samples onto samples.
  private static let angles = 32
  /// Fourier orders beyond the mean.
  private static let orders = 4
  /// Pixel value at which the stretch turns from linear to logarithmic.
  private static let softening: Float = 20

  /// Features a galaxy: profile, orders, two colours, structure, asymmetry.
  package static let columns = rings * (1 + orders + 2 + 1) + 1

  /// Stretched value of each pixel value, 1 for the brightest.
  private let stretched: [Float]
  /// cos and sin of order · angle, order-major.
  private let cosines: [Float]
  private let sines: [Float]

  /// Prepares the stretch and the Fourier tables, which all cutouts share.
  package init() {
    let brightest = asinh(255 / Self.softening)
    stretched = (0..<256).map { asinh(Float($0) / Self.softening) / brightest }
    var cosines: [Float] = []
    var sines: [Float] = []
    for order in 1...Self.orders {
      for angle in 0..<Self.angles {
        let phase = 2 * Double.pi * Double(order * angle % Self.angles) / Double(Self.angles)
        cosines.append(Float(cos(phase)))
        sines.append(Float(sin(phase)))
      }
    }
    self.cosines = cosines
    self.sines = sines
  }

  /// One row a cutout; `pixels` holds count × size × size × 3 interleaved 8-bit values.
  package func features(
    pixels: [UInt8], count: Int, size: Int
  ) throws(HuntingError) -> FeatureMatrix {
    try features(valueCount: pixels.count, count: count, size: size) {
      stretched[Int(pixels[$0])]
    }
  }

  /// One row a cutout, of values that are stretched already, 1 for the brightest.
  package func features(
    stretched values: [Float], count: Int, size: Int
  ) throws(HuntingError) -> FeatureMatrix {
    try features(valueCount: values.count, count: count, size: size) { values[$0] }
  }

  /// `value` gives the stretched value at an index of the interleaved ones.
  @inline(__always)
  private func features(
    valueCount: Int, count: Int, size: Int, value: @Sendable (Int) -> Float
  ) throws(HuntingError) -> FeatureMatrix {
    guard size >= 4 else {
      throw .invalidSetting(name: "size", reason: "a cutout has at least 4×4 pixels")
    }
    let area = size * size * 3
    guard valueCount == count * area else {
      throw .countMismatch(what: "pixel values", expected: count * area, found: valueCount)
    }
    let samples = RingSamples(size: size, rings: Self.rings, angles: Self.angles)
    let columns = Self.columns
    let values = [Float](unsafeUninitializedCapacity: count * columns) { buffer, written in
      nonisolated(unsafe) let output = buffer
      Parallel.forEachBlock(of: count, size: 64) { block in
        for galaxy in block {
          let row = measure(from: galaxy * area, size: size, samples: samples, value: value)
          for (column, value) in row.enumerated() { output[galaxy * columns + column] = value }
        }
      }
      written = count * columns
    }
    return FeatureMatrix(rows: count, columns: columns, values: values)
  }

  @inline(__always)
  private func measure(
    from start: Int, size: Int, samples: RingSamples, value: (Int) -> Float
  ) -> [Float] {
    var light = [Float](repeating: 0, count: size * size)
    var redMinusGreen = light
    var redMinusBlue = light
    for pixel in light.indices {
      let red = value(start + pixel * 3)
      let green = value(start + pixel * 3 + 1)
      let blue = value(start + pixel * 3 + 2)
      light[pixel] = (red + green + blue) / 3
      redMinusGreen[pixel] = red - green
      redMinusBlue[pixel] = red - blue
    }
    let rings = samples.read(light)
    var row = samples.ringMeans(rings)
    for order in 0..<Self.orders { row += amplitudes(rings, order: order) }
    row += samples.ringMeans(samples.read(redMinusBlue))
    row += samples.ringMeans(samples.read(redMinusGreen))
    row += samples.ringMeans(samples.read(structure(light, size: size))).map { log1p(50 * $0) }
    let half = light.indices.reduce(Float(0)) { $0 + abs(light[$1] - light[light.count - 1 - $1]) }
    return row + [half / Float(light.count)]
  }

  /// Compressed amplitude of one Fourier order on every ring.
  private func amplitudes(_ rings: [Float], order: Int) -> [Float] {
    (0..<Self.rings).map { ring in
      var real: Float = 0
      var imaginary: Float = 0
      for angle in 0..<Self.angles {
        let value = rings[ring * Self.angles + angle]
        real += value * cosines[order * Self.angles + angle]
        imaginary += value * sines[order * Self.angles + angle]
      }
      let amplitude = (real * real + imaginary * imaginary).squareRoot() / Float(Self.angles)
      return log1p(20 * amplitude)
    }
  }

  /// How much each inner pixel differs from the mean of its four neighbours.
  private func structure(_ light: [Float], size: Int) -> [Float] {
    var result = [Float](repeating: 0, count: light.count)
    for y in 1..<size - 1 {
      for x in 1..<size - 1 {
        let place = y * size + x
        let around =
          light[place - 1] + light[place + 1] + light[place - size] + light[place + size]
        result[place] = abs(light[place] - around / 4)
      }
    }
    return result
  }
}
