import Foundation

/// A foreground star: the PSF itself, with a halo and diffraction spikes where it is bright.
struct Star {
  /// Reference pixels from the picture's centre.
  var position: SIMD2<Float>
  /// AB magnitude in r.
  var magnitude: Float
  /// g − r, which fixes r − z on the stellar locus.
  var colour: Float
  /// Tilt of the spikes from the pixel axes in radians; nil for a star too faint to show any.
  var spikes: Float?

  /// Light in nanomaggies: r − z follows g − r along the locus, turning up at the M dwarfs.
  var flux: Bands {
    let red = 0.45 * colour + (colour > 1.15 ? 2 * (colour - 1.15) : 0)
    return Bands(pow(10, -0.4 * colour), 1, pow(10, 0.4 * red), 0)
      * pow(10, -0.4 * (magnitude - 22.5))
  }

  /// Adds the star to a blurred picture of size × size pixels.
  func draw(on pixels: inout [Bands], size: Int, psf: MoffatPSF) {
    let scale = Float(size) / 64
    let flux = flux
    let brightest = flux.max()
    // Moffat wings fall as r^(−2β): stop where they sink below a fifth of the sky's noise.
    let core = psf.fwhm.max() / 2
    let reach = min(64, core * pow(brightest / (0.002 * core * core), 1 / (2 * psf.beta)) + 2)
    let halo = spikes == nil ? 0 : Float(0.008)
    let extent = spikes == nil ? reach : 64
    func range(_ centre: Float) -> Range<Int> {
      let low = min(max(Int((centre - extent + 32) * scale), 0), size)
      return low..<max(low, min(Int((centre + extent + 32) * scale) + 1, size))
    }
    for row in range(position.y) {
      for column in range(position.x) {
        let point = SIMD2(Float(column) + 0.5, Float(row) + 0.5) / scale - 32
        let d = point - position
        let square = d.x * d.x + d.y * d.y
        var light = Bands.zero
        if square < reach * reach { light = psf.brightness(squaredDistance: square) }
        if let spikes { light += halo * glare(d, square: square, tilt: spikes) }
        pixels[row * size + column] += light * flux
      }
    }
  }

  /// Halo and four-pointed cross, a square pixel, of light that integrates to about 1.
  private func glare(_ d: SIMD2<Float>, square: Float, tilt: Float) -> Bands {
    let along = d.x * cos(tilt) + d.y * sin(tilt)
    let across = d.y * cos(tilt) - d.x * sin(tilt)
    let far = 1 / (1 + square.squareRoot() / 6)
    let halo = 0.0016 * far * far * far
    func spike(_ length: Float, _ width: Float) -> Float {
      width * width < 9 ? 0.03 * exp(-abs(length) / 7) * exp(-1.1 * width * width) : 0
    }
    let light = halo + spike(along, across) + spike(across, along)
    return Bands(light, light, light, 0)
  }
}
