import Foundation

/// Photon counting: what a stack of exposures of Legacy Survey depth makes of a clean sky.
struct Exposure {
  /// Electrons a nanomaggy gives: about 250 s on a four-metre telescope.
  static let gain: Float = 8000
  /// Standard deviation of the sky a native pixel in g, r, z, nanomaggies at depth 1.
  static let skyNoise = Bands(0.0037, 0.0056, 0.0118, 0)

  /// A straight edge of a detector, beyond which fewer exposures overlap.
  struct Seam {
    var isVertical: Bool
    /// Where it lies, as a share of the picture's side.
    var position: Float
    /// Share of the exposures that the far side has.
    var depth: Float
  }

  /// How much longer than usual each band was exposed.
  let depth: Bands
  /// What the sky's subtraction left behind, nanomaggies a native pixel.
  let residual: Bands
  let seam: Seam?

  /// The exposure of one field: bands are deep or shallow each for itself.
  init(using random: inout SkyRandom) {
    let field = random.normal(0, 0.25)
    func deviate(_ spread: Float) -> Bands {
      Bands(random.normal(0, spread), random.normal(0, spread), random.normal(0, spread), 0)
    }
    let logarithm = deviate(0.15) + field
    depth = Bands(exp(logarithm.x), exp(logarithm.y), exp(logarithm.z), 1)
    residual = Bands(-1e-4, -2.5e-4, 1.5e-4, 0) + deviate(1.5e-4) * Bands(0.6, 1, 2.4, 0)
    seam =
      random.chance(0.06)
      ? Seam(
        isVertical: random.chance(0.5), position: random.uniform(0.05...0.95),
        depth: random.uniform(0.3...0.7)) : nil
  }

  /// Adds Poisson noise of source and sky, then subtracts the sky.
  ///
  /// A pixel collects hundreds of electrons of sky at least, where the normal limit holds.
  /// Pixels are in nanomaggies a native pixel and collect the light of `nativePixels` of those.
  func expose(
    _ pixels: inout [Bands], size: Int, nativePixels: Float, using random: inout SkyRandom
  ) {
    for y in 0..<size {
      for x in 0..<size {
        var depth = depth
        if let seam {
          let place = (Float(seam.isVertical ? x : y) + 0.5) / Float(size)
          if place > seam.position { depth *= seam.depth }
        }
        let gain = Self.gain * depth * nativePixels
        let deviation = Self.skyNoise * Self.gain
        let sky = deviation * deviation * depth * nativePixels
        let source = pixels[y * size + x]
        let spread = (source * gain + sky).squareRoot() / gain
        let deviates = Bands(random.normal(), random.normal(), random.normal(), 0)
        pixels[y * size + x] = source + spread * deviates + residual
      }
    }
  }
}
