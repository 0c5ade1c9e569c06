/// A background galaxy seen through a lens: light at θ is that of the source at β = θ − α(θ).
///
/// The lens is a singular isothermal sphere with external shear (Narayan & Bartelmann 1996), which
/// gives a bright tangential arc, its counter-image inside, and crosses near the caustic.
struct LensedSource: SkySource {
  /// Einstein radius, reference pixels.
  let einsteinRadius: Float
  /// Shear along and at 45° to the axes.
  let shear: SIMD2<Float>
  /// Where the source truly is, and its Gaussian width.
  let position: SIMD2<Float>
  let sigma: Float
  /// Brightness of the source's centre; lensing keeps surface brightness.
  let peak: Bands

  var centre: SIMD2<Float> { .zero }
  var reach: Float { einsteinRadius * 2 + 4 * sigma }
  var fineRadius: Float { 0 }
  var mediumRadius: Float { reach }
  private static let profile = RadialTable<SIMD2<Float>>(reach: 4) { radius in
    // Between a Gaussian and an exponential: a compact star-forming galaxy.
    SIMD2(Sersic(index: 0.8, halfLightRadius: 1).brightness(at: radius, flux: 1), 0)
  }

  @inline(__always)
  func light(at point: SIMD2<Float>) -> Bands {
    let radius = max((point.x * point.x + point.y * point.y).squareRoot(), 1e-3)
    let sheared = SIMD2(
      shear.x * point.x + shear.y * point.y, shear.y * point.x - shear.x * point.y)
    let offset = point * (1 - einsteinRadius / radius) - sheared - position
    let distance = (offset.x * offset.x + offset.y * offset.y).squareRoot() / sigma
    return distance < 4 ? peak * Self.profile[distance].x : .zero
  }
}
