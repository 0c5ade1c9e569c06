/// A stellar bar in the plane of a disk: boxy, flat along its length, with a sharp end.
///
/// Light follows Ferrers' law (1 − m²)^1.5 over generalised ellipses m⁴ = (u/a)⁴ + (v/b)⁴, as bars
/// are fitted since Athanassoula et al. (1990).
struct BarLight: SkySource {
  private let pose: Pose
  private let direction: SIMD2<Float>
  private let inverse: SIMD2<Float>
  private let peak: Bands
  let reach: Float
  var fineRadius: Float { 0 }
  var mediumRadius: Float { reach }

  /// A bar of half length `length` at an angle of the disk plane.
  init(pose: Pose, angle: SIMD2<Float>, length: Float, thickness: Float, flux: Bands) {
    self.pose = pose
    direction = angle
    inverse = SIMD2(1 / length, 1 / thickness)
    // ∬ (1 − m²)^1.5 over the boxy ellipse: its area 3.708ab times ∫ 2m (1 − m²)^1.5 dm = 2/5.
    peak = flux / (3.708 * 0.4 * length * thickness * pose.axisRatio)
    reach = length * 1.05
  }

  var centre: SIMD2<Float> { pose.centre }

  @inline(__always)
  func light(at point: SIMD2<Float>) -> Bands {
    let p = pose.inPlane(point)
    let along = (p.x * direction.x + p.y * direction.y) * inverse.x
    let across = (p.y * direction.x - p.x * direction.y) * inverse.y
    let square = along * along
    let other = across * across
    let left = 1 - (square * square + other * other).squareRoot()
    return left > 0 ? peak * (left * left.squareRoot()) : .zero
  }
}
