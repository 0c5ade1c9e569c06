import Foundation
import Imaging

/// A synthetic survey: galaxy `i` depends on the seed and `i` alone.
///
/// So it can be drawn in any order and in parallel, and a longer survey begins with the shorter.
///
/// ```swift
/// let sky = SkySimulator(seed: 0)
/// let galaxy = sky.galaxy(41)   // galaxy.label, galaxy.raster
/// ```
package struct SkySimulator: Sendable {
  /// Width of a native pixel of the Legacy Survey, arcseconds.
  package static let nativePixel: Float = 0.262
  /// Width of a pixel of a 64-pixel cutout of most galaxies: 67″ a side, as in Galaxy10 DECaLS.
  package static let arcsecondsPerPixel: Float = 4 * nativePixel

  package let seed: UInt64
  /// Pixels a side; the field is as wide whatever the size.
  package let size: Int
  /// Share of galaxies drawn from the rare kinds.
  package let anomalyFraction: Double

  package init(seed: UInt64, size: Int = 64, anomalyFraction: Double = 0.03) {
    precondition(size >= 8, "a cutout needs at least 8 pixels a side, not \(size)")
    precondition(
      (0...1).contains(anomalyFraction), "the anomaly fraction lies between 0 and 1")
    self.seed = seed
    self.size = size
    self.anomalyFraction = anomalyFraction
  }

  private enum Purpose: UInt64 {
    case kind, parameters, light, noise, display
  }

  private func random(_ index: Int, _ purpose: Purpose) -> SkyRandom {
    SkyRandom(seed: seed, galaxy: index, purpose: purpose.rawValue)
  }

  /// The name of a galaxy.
  package func objectID(_ index: Int) -> String {
    let digits = String(index)
    return "sim\(seed)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The kind of a galaxy, at a thousandth of the cost of drawing it.
  package func kind(_ index: Int) -> GalaxyKind {
    var random = random(index, .kind)
    let isAnomaly = Double.random(in: 0..<1, using: &random) < anomalyFraction
    let kinds = isAnomaly ? GalaxyKind.rare : GalaxyKind.common
    return kinds[random.pick(kinds.map(\.weight))]
  }

  /// Everything about a galaxy but its picture.
  package func parameters(_ index: Int) -> GalaxyParameters {
    var random = random(index, .parameters)
    return GalaxyParameters.draw(kind(index), using: &random)
  }

  /// Draws a galaxy.
  package func galaxy(_ index: Int) -> SimulatedGalaxy {
    draw(parameters(index), index)
  }

  /// Draws galaxy `index` as if it were of another kind: for contact sheets and tests.
  package func galaxy(_ index: Int, as kind: GalaxyKind) -> SimulatedGalaxy {
    var random = random(index, .parameters)
    return draw(GalaxyParameters.draw(kind, using: &random), index)
  }

  private func draw(_ parameters: GalaxyParameters, _ index: Int) -> SimulatedGalaxy {
    var random = random(index, .display)
    return SimulatedGalaxy(
      objectID: objectID(index), parameters: parameters,
      raster: LegacyDisplay.raster(light(parameters, index), size: size, using: &random))
  }

  /// What the telescope delivers: g, r, z in nanomaggies a native pixel, row-major from the top.
  func light(_ parameters: GalaxyParameters, _ index: Int) -> [Bands] {
    var painter = GalaxyPainter(
      parameters: parameters, size: size, random: random(index, .light))
    painter.paint()
    var noise = random(index, .noise)
    let width = parameters.seeing / parameters.pixelScale
    // Seeing improves towards the red by about λ^−0.2.
    let psf = MoffatPSF(
      fwhm: SIMD4(1.07 * width, width, 0.93 * width, 1), beta: noise.uniform(2.8...3.8))
    let side = parameters.pixelScale / Self.nativePixel
    let nativePixels = side * side
    var pixels = psf.blur(painter.frame)
    for i in pixels.indices { pixels[i] /= nativePixels }
    for star in painter.stars {
      star.draw(on: &pixels, size: size, nativePixels: nativePixels, psf: psf)
    }
    let exposure = Exposure(using: &noise)
    let share = 64 / Float(size)
    exposure.expose(
      &pixels, size: size, nativePixels: nativePixels * share * share, using: &noise)
    return pixels
  }
}
