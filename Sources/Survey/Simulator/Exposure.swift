/// Photon counting: what a stack of exposures of Legacy Survey depth makes of a clean sky.
struct Exposure {
  /// Electrons a nanomaggy gives: about 250 s on a four-metre telescope.
  static let gain: Float = 8000
  /// Standard deviation of the sky a native pixel (0.262″) in g, r, z, nanomaggies at depth 1.
  static let skyNoise = Bands(0.0023, 0.0038, 0.0075, 0)

  /// How much longer than usual this field was exposed.
  let depth: Float

  /// Adds Poisson noise of source and sky, then subtracts the sky.
  ///
  /// Pixels come in nanomaggies a square reference pixel (3 × 3 native ones) and leave in
  /// nanomaggies a native pixel. Smaller pixels of larger pictures collect less.
  func expose(_ pixels: inout [Bands], size: Int, using random: inout SkyRandom) {
    let native = 9 * (64 / Float(size)) * (64 / Float(size))
    let gain = Self.gain * depth
    let deviation = Self.skyNoise * gain / depth.squareRoot()
    let sky = deviation * deviation * native
    let toElectrons = gain * native / 9
    let toFlux = 1 / (gain * native)
    for i in pixels.indices {
      let expected = pixels[i] * toElectrons + sky
      let counted = Bands(
        random.poisson(expected.x), random.poisson(expected.y), random.poisson(expected.z), 0)
      pixels[i] = (counted - sky) * toFlux
    }
  }
}
