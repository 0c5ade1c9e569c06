/// An elliptical body with a Sérsic profile: a bulge, an elliptical galaxy, a smooth disk.
struct SersicLight: SkySource {
  private let pose: Pose
  private let table: RadialTable<SIMD2<Float>>
  /// Flux a square half-light radius.
  private let flux: Bands
  private let inverseRadius: Float
  let reach: Float
  let fineRadius: Float
  let mediumRadius: Float

  /// A body whose light sums to `flux` nanomaggies in each band.
  init(_ profile: Sersic, pose: Pose, flux: Bands) {
    self.pose = pose
    table = profile.table()
    let radius = profile.halfLightRadius
    self.flux = flux / (pose.axisRatio * radius * radius)
    inverseRadius = 1 / radius
    reach = 8 * profile.halfLightRadius
    fineRadius = min(3.5, reach)
    mediumRadius = max(3.5, min(1.6 * profile.halfLightRadius, 9))
  }

  var centre: SIMD2<Float> { pose.centre }

  @inline(__always)
  func light(at point: SIMD2<Float>) -> Bands {
    let p = pose.inPlane(point)
    return flux * table[(p.x * p.x + p.y * p.y).squareRoot() * inverseRadius].x
  }
}
