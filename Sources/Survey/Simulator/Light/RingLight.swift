import Foundation

/// A ring of stars in the plane of a disk: steep inside, softer outside, lumpy round the circle.
struct RingLight: SkySource {
  private let pose: Pose
  private let table: RadialTable<SIMD2<Float>>
  private let flux: Bands
  private let lopsided: SIMD2<Float>
  private let flocculence: Float
  private let patch: SIMD2<Float>
  let reach: Float
  var fineRadius: Float { 0 }
  var mediumRadius: Float { reach }

  /// A ring of a radius and Gaussian width in reference pixels; `lopsided` brightens one side.
  init(
    pose: Pose, radius: Float, width: Float, flux: Bands, lopsided: SIMD2<Float> = .zero,
    flocculence: Float = 0, patch: SIMD2<Float> = .zero
  ) {
    self.pose = pose
    self.flux = flux
    self.lopsided = lopsided
    self.flocculence = flocculence
    self.patch = patch
    reach = radius + 4 * width
    // A Gaussian of two widths, whose mean is 1.4 times the inner one, bent round a circle.
    let section = 1.4 * width * (2 * Float.pi).squareRoot()
    let norm = 1 / (2 * Float.pi * radius * section * pose.axisRatio)
    table = RadialTable(reach: reach) { r in
      let off = (r - radius) / (r < radius ? width : 1.8 * width)
      return SIMD2(norm * exp(-0.5 * off * off), 0)
    }
  }

  var centre: SIMD2<Float> { pose.centre }

  @inline(__always)
  func light(at point: SIMD2<Float>) -> Bands {
    let p = pose.inPlane(point)
    let radius = (p.x * p.x + p.y * p.y).squareRoot()
    let profile = table[radius].x
    if profile <= 0 { return .zero }
    let side = 1 + (p.x * lopsided.x + p.y * lopsided.y) / max(radius, 1e-3)
    let turns = fastAngle(p.y, p.x) * (16 / (2 * .pi))
    let lumps = 1 + flocculence * Texture.shared.value(turns + patch.x, patch.y)
    return flux * (profile * max(0, side * lumps))
  }
}
