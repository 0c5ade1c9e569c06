import Foundation

/// A foreground star: the PSF itself, with a halo and diffraction spikes where it is bright.
struct Star {
  /// What the telescope adds to a bright star.
  struct Glare {
    /// Tilt of the spikes from the pixel axes, radians.
    var tilt: Float
    /// Strength of the diffraction spikes.
    var spikes: Float = 1
    /// Bands in which charge bled down the star's column.
    var bleed: Bands
  }

  /// Brightness at which a pixel is full: nanomaggies a native pixel.
  static let saturation = Bands(9, 11, 16, .infinity)

  /// Reference pixels from the picture's centre.
  var position: SIMD2<Float>
  /// AB magnitude in r.
  var magnitude: Float
  /// g − r, which fixes r − z on the stellar locus.
  var colour: Float
  /// How much redder r − z is than that: late M dwarfs share their g − r.
  var excess: Float = 0
  /// nil for a star too faint to show any.
  var glare: Glare?
  /// What is left of a saturated pixel in each band, as a share of the full one.
  var keeps = Bands(repeating: 1)

  /// Light in nanomaggies: r − z follows g − r along the locus, turning up at the M dwarfs.
  var flux: Bands {
    let red = 0.45 * colour + (colour > 1.15 ? 2 * (colour - 1.15) : 0) + excess
    return Bands(pow(10, -0.4 * colour), 1, pow(10, 0.4 * red), 0)
      * pow(10, -0.4 * (magnitude - 22.5))
  }

  /// Adds the star to a blurred picture of size × size pixels, in nanomaggies a native pixel;
  /// a reference pixel holds `nativePixels` of those.
  func draw(on pixels: inout [Bands], size: Int, nativePixels: Float, psf: MoffatPSF) {
    let scale = Float(size) / 64
    let flux = flux / nativePixels
    // The wings sink below a tenth of the sky's noise.
    let faintest = 1e-4 / max(flux.max(), 1e-4)
    let reach = glare == nil ? psf.radius(ofBrightness: faintest) : 96
    func range(_ centre: Float) -> Range<Int> {
      let low = min(max(Int((centre - reach + 32) * scale), 0), size)
      return low..<max(low, min(Int((centre + reach + 32) * scale) + 1, size))
    }
    let full = Self.saturation
    for row in range(position.y) {
      for column in range(position.x) {
        let point = SIMD2(Float(column) + 0.5, Float(row) + 0.5) / scale - 32
        let d = point - position
        let square = d.x * d.x + d.y * d.y
        guard square < reach * reach else { continue }
        var light = psf.mean(around: d, pixel: 1 / scale)
        if let glare { light += shine(glare, at: d, square: square) }
        light *= flux
        light.replace(with: full * keeps, where: light .> full)
        pixels[row * size + column] += light
      }
    }
  }

  /// Halo, four-pointed cross and bleed trail, a square pixel, for a star of unit light.
  private func shine(_ glare: Glare, at d: SIMD2<Float>, square: Float) -> Bands {
    let along = d.x * cos(glare.tilt) + d.y * sin(glare.tilt)
    let across = d.y * cos(glare.tilt) - d.x * sin(glare.tilt)
    let far = 1 / (1 + square.squareRoot() / 4)
    let halo = 2.2e-5 * far * far * far
    // Diffraction is the longer the redder the light.
    var light = Bands(1.15, 1, 0.9, 0) * halo
    for (length, width) in [(along, across), (across, along)] where width * width < 6 {
      let narrow = exp(-1.6 * width * width)
      let reach = Bands(4.3, 5, 6.2, 1)
      let fall = 1 + abs(length) / reach
      light += 2.6e-4 * glare.spikes * narrow / (fall * fall * fall)
    }
    if abs(d.x) < 0.8 {
      light += glare.bleed * (6e-5 * exp(-abs(d.y) / 5))
    }
    return light
  }
}
