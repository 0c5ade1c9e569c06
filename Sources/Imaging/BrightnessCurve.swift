import Foundation

/// Shows a picture by a curve of its brightness, from its sky to its brightest light; colours are kept.
///
/// ```swift
/// let shown = BrightnessCurve(.logarithmic, fittedTo: bands)(bands)   // a Raster for the screen
/// ```
package struct BrightnessCurve: Sendable {
  /// How brightness becomes grey.
  package enum Shape: Sendable {
    /// In proportion.
    case linear
    /// The inverse hyperbolic sine, which is linear up to three times the sky's noise.
    case asinh
    /// The logarithm of 1 + 1000 x, as SAOImage DS9 has it.
    case logarithmic
  }

  private let shape: Shape
  private let black: SIMD3<Float>
  private let gain: SIMD3<Float>
  /// Brightness of white above black.
  private let range: Float
  /// Where `asinh` turns from linear to logarithmic, as a share of the range.
  private let knee: Float

  /// A curve by the sky and the light of a picture; parts of it can be shown by the same.
  ///
  /// - Parameter isBalanced: whether the bands are weighed by their noise, as float bands are whose units
  ///   differ; those of an 8-bit picture are in balance already.
  package init(_ shape: Shape, fittedTo picture: FloatRaster, isBalanced: Bool) {
    let sample = picture.sampled(atMost: 256)
    let sky = LuptonStretch.fitted(to: sample, q: 1, stretch: 1)
    self.shape = shape
    black = sky.black
    gain = isBalanced ? sky.gain : SIMD3(repeating: 1)
    let lights = sample.brightness(above: black, gain).filter { $0.isFinite && $0 > 0 }.sorted()
    // A hot pixel or two do not decide what white is.
    let white = lights.isEmpty ? 1 : lights[(lights.count - 1) - (lights.count - 1) / 2_000]
    range = max(white, .leastNormalMagnitude)
    knee = min(0.1, max(0.002, 3 * sky.stretch / range))
  }

  /// The picture as 8-bit RGB; where a band has no data, it is black.
  package func callAsFunction(_ picture: FloatRaster) -> Raster {
    var shown: [UInt8] = []
    shown.reserveCapacity(picture.width * picture.height * 3)
    for start in stride(from: 0, to: picture.values.count, by: max(1, picture.channels)) {
      var colour = (picture.colour(at: start) - black) * gain
      colour.replace(with: 0, where: colour .!= colour)
      let brightness = (colour / 3).sum()
      colour *= brightness > 0 ? 255 * level(brightness / range) / brightness : 0
      // Numbers near the end of their range, which surveys use for blanks, run over.
      colour.replace(with: 0, where: .!(colour .>= 0))
      colour.replace(with: 1e30, where: colour .> 1e30)
      let brightest = colour.max()
      if brightest > 255 { colour = colour / brightest * 255 }
      for value in [colour.x, colour.y, colour.z] { shown.append(UInt8(value)) }
    }
    return Raster(width: picture.width, height: picture.height, pixels: shown)
  }

  /// The share of white for a share of the range.
  private func level(_ share: Float) -> Float {
    switch shape {
    case .linear: share
    case .asinh: asinh(share / knee) / asinh(1 / knee)
    case .logarithmic: log(1 + 1000 * share) / log(1001)
    }
  }
}

extension FloatRaster {
  /// The levels of an 8-bit picture.
  package init(_ raster: Raster) {
    self.init(
      width: raster.width, height: raster.height, channels: 3, values: raster.pixels.map(Float.init)
    )
  }

  /// One band alone.
  package func band(_ band: Int) -> FloatRaster {
    FloatRaster(
      width: width, height: height, channels: 1,
      values: stride(from: band, to: values.count, by: channels).map { values[$0] })
  }

  /// Every so many-th pixel, so that each side has `side` pixels at most; noise stays as it is.
  package func sampled(atMost side: Int) -> FloatRaster {
    let step = max(1, (max(width, height) + side - 1) / side)
    if step == 1 { return self }
    let (columns, rows) = ((width + step - 1) / step, (height + step - 1) / step)
    var sample: [Float] = []
    sample.reserveCapacity(columns * rows * channels)
    for y in stride(from: 0, to: height, by: step) {
      for x in stride(from: 0, to: width, by: step) {
        let start = (y * width + x) * channels
        sample.append(contentsOf: values[start..<start + channels])
      }
    }
    return FloatRaster(width: columns, height: rows, channels: channels, values: sample)
  }

  /// The mean of red, green and blue of each pixel, above black.
  fileprivate func brightness(above black: SIMD3<Float>, _ gain: SIMD3<Float>) -> [Float] {
    stride(from: 0, to: values.count, by: max(1, channels)).map {
      (((colour(at: $0) - black) * gain) / 3).sum()
    }
  }
}
