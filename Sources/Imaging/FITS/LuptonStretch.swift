import Foundation

/// Shows float bands as a colour picture: an arcsinh stretch of the brightness that keeps colours.
///
/// After Lupton et al. (2004, PASP 116, 133), with the scaling of SDSS and of Astropy: the mean of
/// the three bands is stretched to `asinh(q · I / stretch)`, so that `stretch / 10` is one tenth
/// of white whatever `q` is, and each band is multiplied by the same factor. Where a band would
/// exceed white, all are scaled down together: bright cores keep their colour.
///
/// ```swift
/// let shown = LuptonStretch.fitted(to: cutout)(cutout)   // a Raster for the screen
/// ```
package struct LuptonStretch: Sendable, Equatable {
  /// Where the stretch turns from linear to logarithmic; larger shows more of the bright parts.
  package var q: Float
  /// The brightness scale in the picture's units, above `black`.
  package var stretch: Float
  /// What is shown as black in red, green and blue.
  package var black: SIMD3<Float>
  /// What red, green and blue are multiplied by, above black.
  package var gain: SIMD3<Float>

  /// A stretch of known settings; both must be positive.
  package init(
    q: Float = 8, stretch: Float, black: SIMD3<Float> = .zero,
    gain: SIMD3<Float> = SIMD3(repeating: 1)
  ) {
    precondition(q > 0 && stretch > 0, "a stretch needs positive settings, not \(q), \(stretch)")
    self.q = q
    self.stretch = stretch
    self.black = black
    self.gain = gain
  }

  /// A stretch by the sky of a picture.
  ///
  /// Each band's sky is black, and its noise is as strong as the others'. A picture without noise
  /// is measured by its brightest pixel.
  ///
  /// - Parameter stretch: In units of the noise; smaller shows fainter light.
  package static func fitted(
    to picture: FloatRaster, q: Float = 8, stretch: Float = 10
  ) -> LuptonStretch {
    let skies = (0..<3).map { colour in
      SkyLevel(
        of: stride(from: 0, to: picture.values.count, by: max(1, picture.channels)).lazy.map {
          picture.colour(at: $0)[colour]
        })
    }
    let black = SIMD3(skies[0].level, skies[1].level, skies[2].level)
    let measured = skies.map(\.noise).filter { $0 > 0 }
    let mean =
      measured.isEmpty
      ? LuptonStretch.range(of: picture, above: black.min()) / 200
      : measured.reduce(0, +) / Float(measured.count)
    let noises = skies.map { $0.noise > 0 ? $0.noise : mean }
    return LuptonStretch(
      q: q, stretch: max(stretch * mean, .leastNormalMagnitude), black: black,
      gain: mean / SIMD3(noises[0], noises[1], noises[2]))
  }

  /// The picture as 8-bit RGB; where a band has no data, it is black.
  ///
  /// One band is shown as grey, of two green is the mean, of more than three the first three.
  package func callAsFunction(_ picture: FloatRaster) -> Raster {
    let softening = q / stretch
    let slope = 0.1 * 255 / asinh(0.1 * q)
    var shown: [UInt8] = []
    shown.reserveCapacity(picture.width * picture.height * 3)
    for start in stride(from: 0, to: picture.values.count, by: max(1, picture.channels)) {
      var colour = (picture.colour(at: start) - black) * gain
      colour.replace(with: 0, where: colour .!= colour)
      let brightness = (colour / 3).sum()
      let factor = brightness > 0 ? asinh(brightness * softening) * slope / brightness : 0
      colour *= factor
      // Numbers near the end of their range, which surveys use for blanks, run over.
      colour.replace(with: 0, where: .!(colour .>= 0))
      colour.replace(with: 1e30, where: colour .> 1e30)
      let brightest = colour.max()
      // In this order the brightest band is 255 exactly, which the cut to integers keeps.
      if brightest > 255 { colour = colour / brightest * 255 }
      for value in [colour.x, colour.y, colour.z] { shown.append(UInt8(value)) }
    }
    return Raster(width: picture.width, height: picture.height, pixels: shown)
  }

  /// How far the brightest pixel is above black, 1 where none is.
  private static func range(of picture: FloatRaster, above black: Float) -> Float {
    let brightest = picture.values.lazy.filter(\.isFinite).max() ?? black
    return brightest > black ? brightest - black : 1
  }
}

extension FloatRaster {
  /// Red, green and blue of the pixel whose values begin at an index.
  func colour(at start: Int) -> SIMD3<Float> {
    switch channels {
    case 0: .zero
    case 1: SIMD3(repeating: values[start])
    case 2: SIMD3(values[start], (values[start] + values[start + 1]) / 2, values[start + 1])
    default: SIMD3(values[start], values[start + 1], values[start + 2])
    }
  }
}
