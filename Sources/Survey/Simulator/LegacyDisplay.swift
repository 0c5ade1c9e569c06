import Foundation
package import Imaging

/// The arcsinh colours of the Legacy Survey's viewer, after Lupton et al. (2004).
///
/// Bands are scaled and summed into an intensity that is compressed by asinh(Q I) / √Q, and each
/// colour keeps its share, so that a bright core stays yellow or blue rather than turning white.
package struct LegacyDisplay: Sendable {
  /// Factors that bring z, r, g (red, green, blue) to one scale, for nanomaggies a native pixel.
  package static let scales = SIMD3<Float>(2.2, 3.4, 6.0)
  /// Level the sky is lifted to, which shows as 32 of 255.
  package static let lift: Float = 0.03
  /// Q: larger compresses bright light more.
  package static let softening: Float = 20

  /// The colour of a pixel from its g, r, z nanomaggies a native pixel (0.262″).
  @inline(__always)
  package static func colour(_ bands: SIMD4<Float>) -> SIMD3<UInt8> {
    let red = max(0, bands.z * scales.x + lift)
    let green = max(0, bands.y * scales.y + lift)
    let blue = max(0, bands.x * scales.z + lift)
    let intensity = max((red + green + blue) / 3, 1e-6)
    let product = softening * intensity
    let compressed = log(product + (product * product + 1).squareRoot()) / softening.squareRoot()
    // Where one colour overflows, clipping alone would bleach a core and dimming all three alone
    // would flatten it to a disc of one hue: half of each keeps both its colour and its peak.
    let factor = compressed / intensity
    let dimming = min(1, 1 / (max(red, green, blue) * factor))
    func level(_ light: Float) -> UInt8 {
      let value = light * factor
      return UInt8(127.5 * (min(1, value) + value * dimming) + 0.5)
    }
    return SIMD3(level(red), level(green), level(blue))
  }

  /// A picture of size × size pixels in row-major order.
  package static func raster(_ pixels: [SIMD4<Float>], size: Int) -> Raster {
    let bytes = [UInt8](unsafeUninitializedCapacity: size * size * 3) { buffer, count in
      for i in 0..<size * size {
        let colour = colour(pixels[i])
        buffer[i * 3] = colour.x
        buffer[i * 3 + 1] = colour.y
        buffer[i * 3 + 2] = colour.z
      }
      count = size * size * 3
    }
    return Raster(width: size, height: size, pixels: bytes)
  }
}
