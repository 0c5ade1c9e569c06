import Foundation

/// Distances in a flat universe with H₀ = 70 km/s/Mpc and Ωₘ = 0.3, to second order in redshift.
enum Cosmology {
  /// c / H₀ in megaparsecs.
  private static let hubbleDistance: Float = 4283
  /// (1 + q₀) / 2 with q₀ = −0.55.
  private static let deceleration: Float = 0.225

  /// Kiloparsecs an arcsecond spans.
  static func scale(redshift: Float) -> Float {
    let comoving = hubbleDistance * (redshift - deceleration * redshift * redshift)
    return comoving / (1 + redshift) * 1000 * .pi / 648_000
  }

  /// The redshift, between 0.005 and 0.3, at which a length is seen under an angle.
  static func redshift(arcseconds: Float, kiloparsecs: Float) -> Float {
    var low: Float = 0.005
    var high: Float = 0.3
    for _ in 0..<24 {
      let middle = (low + high) / 2
      if scale(redshift: middle) * arcseconds < kiloparsecs { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
