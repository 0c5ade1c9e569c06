import Foundation

/// The profile of Sérsic (1963): surface brightness falls as exp(−b (r/rₑ)^(1/n)).
///
/// ```swift
/// let bulge = Sersic(index: 4, halfLightRadius: 6)
/// bulge.brightness(at: 6, flux: 100)   // nanomaggies a square pixel at rₑ
/// ```
package struct Sersic: Sendable {
  /// n: 1 is an exponential disk, 4 de Vaucouleurs' law.
  package let index: Float
  /// rₑ in cutout pixels, along the major axis.
  package let halfLightRadius: Float
  /// The b that makes rₑ hold half the light (Ciotti & Bertin 1999, equation 18).
  package let b: Float

  package init(index: Float, halfLightRadius: Float) {
    self.index = index
    self.halfLightRadius = halfLightRadius
    let n = Double(index)
    b = Float(
      2 * n - 1 / 3 + 4 / (405 * n) + 46 / (25515 * n * n) + 131 / (1_148_175 * n * n * n))
  }

  /// Brightness at a radius of a round profile whose whole light is `flux` (Graham & Driver 2005).
  package func brightness(at radius: Float, flux: Float) -> Float {
    flux * effectiveBrightness * exp(-b * (pow(radius / halfLightRadius, 1 / index) - 1))
  }

  /// Brightness at rₑ for unit flux.
  private var effectiveBrightness: Float {
    let area = 2 * .pi * index * halfLightRadius * halfLightRadius
    return 1 / (area * exp(b) * pow(b, -2 * index) * tgammaf(2 * index))
  }

  /// The profile of unit flux and unit rₑ, tapered to nothing between 7 and 8 rₑ as SDSS did.
  func table() -> RadialTable<SIMD2<Float>> {
    // Faint neighbours are all exponential disks.
    index == 1 ? Self.exponential : Self.table(index: index)
  }

  private static let exponential = table(index: 1)

  private static func table(index: Float) -> RadialTable<SIMD2<Float>> {
    let unit = Sersic(index: index, halfLightRadius: 1)
    let peak = unit.effectiveBrightness
    return RadialTable(reach: 8) { radius in
      let profile = peak * exp(-unit.b * (pow(radius, 1 / index) - 1))
      return SIMD2(max(0, min(1, 8 - radius)) * profile, 0)
    }
  }
}
