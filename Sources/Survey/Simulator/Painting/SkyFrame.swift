import Foundation

/// A thing that gives light, in nanomaggies a square cutout pixel at any point of the sky.
protocol SkySource {
  /// Beyond this distance of `centre` it is dark.
  var centre: SIMD2<Float> { get }
  var reach: Float { get }
  /// Pixels nearer to the centre than this are the mean of 4 × 4 points.
  var fineRadius: Float { get }
  /// Pixels nearer than this are the mean of 2 × 2 points, those farther one point.
  var mediumRadius: Float { get }
  func light(at point: SIMD2<Float>) -> Bands
}

/// The sky before the telescope: light in three bands on a grid with a margin for the PSF.
///
/// Coordinates are those of a 64-pixel picture whatever its real size, so that every recipe draws
/// the same field, only finer.
struct SkyFrame {
  /// Pixels a side of the picture, and of the margin around it.
  let size: Int
  let margin: Int
  let width: Int
  /// Pixels of this frame a reference pixel.
  let scale: Float
  var pixels: [Bands]

  init(size: Int, margin: Int) {
    self.size = size
    self.margin = margin
    width = size + 2 * margin
    scale = Float(size) / 64
    pixels = [Bands](repeating: .zero, count: width * width)
  }

  /// Reference coordinate of the centre of a column or row.
  @inline(__always)
  func coordinate(_ index: Int) -> Float {
    (Float(index - margin) + 0.5) / scale - 32
  }

  /// Columns or rows within `reach` of a coordinate.
  func span(_ centre: Float, _ reach: Float) -> Range<Int> {
    let low = Int(((centre - reach + 32) * scale).rounded(.down)) + margin
    let high = Int(((centre + reach + 32) * scale).rounded(.up)) + margin
    let start = min(max(low, 0), width)
    return start..<max(start, min(high, width))
  }

  /// Adds a source, averaging over finer points where its light is steep.
  @inline(__always)
  mutating func add<Source: SkySource>(_ source: Source) {
    let step = 1 / scale
    let columns = span(source.centre.x, source.reach)
    let fine = source.fineRadius * source.fineRadius
    let medium = source.mediumRadius * source.mediumRadius
    for row in span(source.centre.y, source.reach) {
      let y = coordinate(row)
      for column in columns {
        let point = SIMD2(coordinate(column), y)
        let d = point - source.centre
        let distance = d.x * d.x + d.y * d.y
        let light: Bands
        if distance >= medium && distance >= fine {
          light = source.light(at: point)
        } else {
          let count = distance < fine ? 4 : 2
          var sum = Bands.zero
          let inner = step / Float(count)
          let start = point - SIMD2(repeating: (step - inner) / 2)
          for i in 0..<count {
            for j in 0..<count {
              sum += source.light(at: start + SIMD2(Float(j), Float(i)) * inner)
            }
          }
          light = sum / Float(count * count)
        }
        pixels[row * width + column] += light
      }
    }
  }

  /// Adds a round Gaussian blob of the given light: a knot, or a grain of a stroke.
  mutating func addBlob(at centre: SIMD2<Float>, sigma: Float, flux: Bands) {
    // A pixel averages over its square, which widens a Gaussian by a twelfth of its area.
    let variance = sigma * sigma + 1 / (12 * scale * scale)
    let reach = 3.2 * variance.squareRoot()
    let columns = span(centre.x, reach)
    guard !columns.isEmpty else { return }
    let peak = flux / (2 * .pi * variance)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: columns.count) { weights in
      for (i, column) in columns.enumerated() {
        let d = coordinate(column) - centre.x
        weights[i] = exp(-0.5 * d * d / variance)
      }
      for row in span(centre.y, reach) {
        let d = coordinate(row) - centre.y
        let line = peak * exp(-0.5 * d * d / variance)
        let start = row * width + columns.lowerBound
        for i in 0..<columns.count { pixels[start + i] += line * weights[i] }
      }
    }
  }
}
