import Foundation

/// Light in the Legacy Survey's bands: g, r, z and an unused lane, in nanomaggies.
typealias Bands = SIMD4<Float>

/// The colours of a mix of stars, seen at a redshift and through dust.
///
/// A component's light is given in r; its g and z follow from rest-frame colours that redden with
/// redshift, which stands in for a K correction below z ≈ 0.6, and from the extinction of the
/// DECam bands (Schlafly & Finkbeiner 2011).
struct StellarPopulation {
  /// Rest-frame g − r and r − z, AB magnitudes.
  let gr: Float
  let rz: Float
  /// Change of both colours with redshift, magnitudes a unit.
  let grSlope: Float
  let rzSlope: Float

  /// Passive stars of bulges and ellipticals.
  static let old = StellarPopulation(gr: 0.78, rz: 0.56, grSlope: 2.3, rzSlope: 0.9)
  /// The smooth body of a disk.
  static let disk = StellarPopulation(gr: 0.53, rz: 0.38, grSlope: 1.7, rzSlope: 0.5)
  /// Spiral arms.
  static let young = StellarPopulation(gr: 0.2, rz: 0.08, grSlope: 0.9, rzSlope: 0.4)
  /// Star-forming knots, bright in emission lines.
  static let starburst = StellarPopulation(gr: 0, rz: -0.15, grSlope: 0.3, rzSlope: 0.2)

  /// Extinction of g, r, z a magnitude of E(B − V).
  static let extinction = Bands(3.214, 2.165, 1.211, 0)

  /// A mix that lies `share` of the way to another.
  func mixed(with other: StellarPopulation, _ share: Float) -> StellarPopulation {
    func between(_ path: KeyPath<StellarPopulation, Float>) -> Float {
      self[keyPath: path] * (1 - share) + other[keyPath: path] * share
    }
    return StellarPopulation(
      gr: between(\.gr), rz: between(\.rz), grSlope: between(\.grSlope), rzSlope: between(\.rzSlope)
    )
  }

  /// Fluxes in the bands for one unit of r light before dust of E(B − V) `dust` dims it.
  func bands(redshift: Float, dust: Float) -> Bands {
    let g = min(gr + grSlope * redshift, 1.75)
    let z = min(rz + rzSlope * redshift, 1.3)
    let dimming = -0.4 * dust * Self.extinction
    return Bands(
      pow(10, -0.4 * g + dimming.x), pow(10, dimming.y), pow(10, 0.4 * z + dimming.z), 0)
  }
}
