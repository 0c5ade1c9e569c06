import Foundation
package import Imaging

/// The arcsinh colours of the Legacy Survey's viewer, after Lupton et al. (2004).
///
/// Bands are scaled and summed into an intensity that is compressed by asinh(Q I) / √Q; each colour
/// keeps its share of it and is clipped at white. The viewer's pictures are JPEG files, whose blocks
/// err in brightness and share some of their colour; the sky's grain shows it.
package struct LegacyDisplay: Sendable {
  /// Factors that bring z, r, g (red, green, blue) to one scale, for nanomaggies a native pixel.
  package static let scales = SIMD3<Float>(2.2, 3.4, 6.0)
  /// Level the sky is lifted to, which shows as 32 of 255.
  package static let lift: Float = 0.03
  /// Q: larger compresses bright light more.
  package static let softening: Float = 20
  /// How much of a pixel's colour is that of its block of 2 × 2, and how far the block's brightness
  /// errs, of 1.
  private static let bleeding: Float = 0.6
  private static let blockError: Float = 0.006

  /// The colour, 0 to 1, of a pixel from its g, r, z nanomaggies a native pixel (0.262″).
  @inline(__always)
  package static func colour(_ bands: SIMD4<Float>) -> SIMD4<Float> {
    var light = SIMD4(
      bands.z * scales.x + lift, bands.y * scales.y + lift, bands.x * scales.z + lift, 0)
    light.replace(with: 0, where: light .< 0)
    let intensity = max((light.x + light.y + light.z) / 3, 1e-6)
    let product = softening * intensity
    let compressed = log(product + (product * product + 1).squareRoot()) / softening.squareRoot()
    let shown = light * (compressed / intensity)
    return shown.replacing(with: 1, where: shown .> 1)
  }

  /// A picture of size × size pixels in row-major order.
  package static func raster(
    _ pixels: [SIMD4<Float>], size: Int, using random: inout SkyRandom
  ) -> Raster {
    var shown = pixels
    for i in shown.indices { shown[i] = colour(shown[i]) }
    for y in stride(from: 0, to: size - 1, by: 2) {
      for x in stride(from: 0, to: size - 1, by: 2) {
        code(&shown, y * size + x, size, error: blockError * random.normal())
      }
    }
    let bytes = [UInt8](unsafeUninitializedCapacity: size * size * 3) { buffer, count in
      for i in 0..<size * size {
        var level = shown[i] * 255 + 0.5
        level.replace(with: 0, where: level .< 0)
        level.replace(with: 255, where: level .> 255)
        buffer[i * 3] = UInt8(level.x)
        buffer[i * 3 + 1] = UInt8(level.y)
        buffer[i * 3 + 2] = UInt8(level.z)
      }
      count = size * size * 3
    }
    return Raster(width: size, height: size, pixels: bytes)
  }

  /// Moves the colours of the block of 2 × 2 that begins at `first` towards their mean, and its
  /// brightness by `error`.
  @inline(__always)
  private static func code(
    _ shown: inout [SIMD4<Float>], _ first: Int, _ width: Int, error: Float
  ) {
    func grey(_ colour: SIMD4<Float>) -> Float {
      0.299 * colour.x + 0.587 * colour.y + 0.114 * colour.z
    }
    let (a, b) = (shown[first], shown[first + 1])
    let (c, d) = (shown[first + width], shown[first + width + 1])
    let greys = SIMD4(grey(a), grey(b), grey(c), grey(d))
    let mean = (a + b + c + d - greys.sum()) / 4 * bleeding + error
    let own = 1 - bleeding
    shown[first] = a * own + (mean + greys.x * bleeding)
    shown[first + 1] = b * own + (mean + greys.y * bleeding)
    shown[first + width] = c * own + (mean + greys.z * bleeding)
    shown[first + width + 1] = d * own + (mean + greys.w * bleeding)
  }
}
