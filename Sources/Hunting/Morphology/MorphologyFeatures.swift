import Foundation

/// Measured shape of a galaxy, the same however it is turned or mirrored.
///
/// Astronomers' own measures, without training: the galaxy is found in its cutout, made face-on
/// by its ellipse of light and read along rings. Nine blocks follow: the light profile and its
/// scatter along rings; bumps of the profile at two widths, which tell rings from arms; Fourier
/// orders along each ring, which tell bars, arms and lopsidedness; colours; the Fourier–Mellin
/// spectrum; numbers of the whole such as concentration, asymmetry, Gini and second peaks; the
/// shapes of the isophotes; whether what stands out along a ring is of another colour; and the
/// highest bumps, wherever they are.
///
/// ```swift
/// let shape = try MorphologyFeatures().features(pixels: pixels, count: 4_458, size: 64)
/// shape.columns   // 797
/// ```
package struct MorphologyFeatures: Sendable {
  /// Side at which galaxies are measured; other cutouts are brought to it.
  private static let side = 64
  /// Fourier orders along a ring beyond the mean.
  private static let orders = 6
  /// Brightest and darkest stretched value that is believed.
  private static let limit: Float = 100
  /// Pixel value at which the stretch of 8-bit cutouts turns from linear to logarithmic.
  private static let softening: Float = 20
  /// Highest values that are kept of each statistic of the bumps.
  private static let ranked = 6

  /// Which measurement the numbers are of: shapes that are stored by another one are measured anew.
  ///
  /// It goes up by one with whatever changes a number, be it a rounding; the tests hold it against the
  /// fixture.
  package static let version = 1

  /// Columns of each block, in the order above.
  package static let blocks: [Int] = {
    let rings = PolarGrid.linear.radii.count
    return [
      3 * rings, 8 * rings, orders * rings, 4 * rings, LogPolarSpectrum.columns,
      ShapeNumbers.columns, Isophotes.columns, 2 * rings, 8 * ranked,
    ]
  }()
  /// Features per galaxy.
  package static let columns = blocks.reduce(0, +)

  /// The blocks that so many leading columns make up.
  package static func blocks(within columns: Int) -> [Int] {
    var rest = columns
    return Array(
      blocks.prefix { block in
        rest -= block
        return rest >= 0
      })
  }

  /// Stretched value of each pixel value, 1 for the brightest.
  private let stretched: [Float]

  /// Prepares the stretch of 8-bit pixels.
  package init() {
    let brightest = asinh(255 / Self.softening)
    stretched = (0..<256).map { asinh(Float($0) / Self.softening) / brightest }
  }

  /// One row a cutout; `pixels` holds count × size × size × 3 interleaved 8-bit values.
  package func features(
    pixels: [UInt8], count: Int, size: Int
  ) throws(HuntingError) -> FeatureMatrix {
    let result = pixels.withUnsafeBytes { pixels in
      Result { () throws(HuntingError) in try features(pixels: pixels, count: count, size: size) }
    }
    return try result.get()
  }

  /// The same of pixels that lie anywhere.
  package func features(
    pixels: UnsafeRawBufferPointer, count: Int, size: Int
  ) throws(HuntingError) -> FeatureMatrix {
    // Looked at by several threads, and changed by none.
    nonisolated(unsafe) let pixels = pixels
    return try features(valueCount: pixels.count, count: count, size: size) {
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
    guard size >= 16 else {
      throw .invalidSetting(name: "size", reason: "a cutout has at least 16×16 pixels")
    }
    let area = size * size
    guard valueCount == count * area * 3 else {
      throw .countMismatch(
        what: "pixel values", expected: count * area * 3, found: valueCount)
    }
    let columns = Self.columns
    let limit = Self.limit
    let rows = [Float](unsafeUninitializedCapacity: count * columns) { buffer, written in
      nonisolated(unsafe) let output = buffer
      Parallel.forEachBlock(of: count, size: 16) { block in
        for galaxy in block {
          var bands = [[Float]](repeating: [Float](repeating: 0, count: area), count: 3)
          for pixel in 0..<area {
            for band in 0..<3 {
              // What is no number is dark: it must not spoil a galaxy, nor the survey's scale.
              let light = value((galaxy * area + pixel) * 3 + band)
              bands[band][pixel] = light.isFinite ? min(max(light, -limit), limit) : 0
            }
          }
          let planes = bands.map { Plane(side: size, values: $0).resized(to: Self.side) }
          let measured = Self.measure(planes)
          // Rows lie side by side: a number too many would be written into the next one.
          precondition(
            measured.map(\.count) == Self.blocks, "measured blocks differ from those declared")
          for (column, value) in measured.joined().enumerated() {
            output[galaxy * columns + column] = value
          }
        }
      }
      written = count * columns
    }
    return FeatureMatrix(rows: count, columns: columns, values: rows)
  }

  /// The numbers of one galaxy, block by block as `blocks` counts them.
  private static func measure(_ bands: [Plane]) -> [[Float]] {
    let (red, green, blue) = (bands[0].values, bands[1].values, bands[2].values)
    func plane(_ value: (Int) -> Float) -> Plane {
      Plane(side: side, values: red.indices.map(value))
    }
    let galaxy = GalaxyLight(plane { (red[$0] + green[$0] + blue[$0]) / 3 })
    func map(_ plane: Plane, _ grid: PolarGrid = .linear) -> PolarMap {
      PolarMap(plane, ellipse: galaxy.ellipse, radius: galaxy.radius, grid: grid)
    }
    let light = map(galaxy.mean).lowered(by: galaxy.background)
    let colours = [plane { red[$0] - green[$0] }, plane { red[$0] - blue[$0] }].map { map($0) }
    let bumps = bumps(light.bandPassed(1)) + bumps(light.bandPassed(2))
    return [
      profile(light), bumps, amplitudes(light),
      colours.flatMap(\.means) + colours.flatMap(\.deviations),
      LogPolarSpectrum.features(map(galaxy.mean, .logarithmic)),
      ShapeNumbers(galaxy).features, Isophotes(galaxy).features,
      colours.flatMap { correlations(light, $0) }, highest(bumps),
    ]
  }

  /// Mean of each ring, and how far its values spread.
  private static func profile(_ map: PolarMap) -> [Float] {
    let rings = map.sortedRings
    return map.means + rings.map { $0.quantile(0.9) - $0.quantile(0.1) }
      + rings.map { $0.quantile(0.75) - $0.quantile(0.25) }
  }

  /// Of a band-passed map: a ring lifts the whole circle, an arm only a part of it.
  private static func bumps(_ map: PolarMap) -> [Float] {
    map.means + map.sortedRings.map { $0.quantile(0.2) } + map.deviations
      + (0..<map.rings).map { ring in
        Float(map[ring].count { $0 > 0 }) / Float(PolarGrid.angles)
      }
  }

  /// How the light along each ring goes with a colour, −1...1: knots of stars are blue, dust is red.
  private static func correlations(_ light: PolarMap, _ colour: PolarMap) -> [Float] {
    let means = (light: light.means, colour: colour.means)
    return (0..<light.rings).map { ring in
      // Squares of both and their product.
      var sums = SIMD4<Float>.zero
      for (bright, red) in zip(light[ring], colour[ring]) {
        let (x, y) = (bright - means.light[ring], red - means.colour[ring])
        sums += SIMD4(x * x, y * y, x * y, 0)
      }
      sums /= Float(PolarGrid.angles)
      return sums[2] / (sums[0] * sums[1] + 1e-7).squareRoot()
    }
  }

  /// The highest of each statistic of the bumps, whatever their radii: rings are of all sizes.
  private static func highest(_ bumps: [Float]) -> [Float] {
    let rings = PolarGrid.linear.radii.count
    return stride(from: 0, to: bumps.count, by: rings).flatMap { start in
      bumps[start..<start + rings].sorted(by: >).prefix(ranked)
    }
  }

  /// Compressed amplitudes of the Fourier orders, order after order.
  private static func amplitudes(_ map: PolarMap) -> [Float] {
    let coefficients = map.fourier(orders: orders + 1)
    return (1...orders).flatMap { order in
      coefficients.map { ring in
        log1p(20 * (ring[order] * ring[order]).sum().squareRoot() / Float(PolarGrid.angles))
      }
    }
  }
}
