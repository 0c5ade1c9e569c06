import Foundation

/// Where an elongated thing lies on the sky: its centre, direction and flattening.
///
/// Lengths are in cutout pixels of a 64 × 64 picture (1.048″ for most galaxies), from its centre, x right and y down.
struct Pose {
  var centre: SIMD2<Float>
  /// Unit vector along the major axis.
  let axis: SIMD2<Float>
  /// Minor over major axis.
  var axisRatio: Float
  /// 1 or −1: which way spiral arms wind.
  var handedness: Float = 1

  init(
    centre: SIMD2<Float> = .zero, angle: Float, axisRatio: Float = 1, handedness: Float = 1
  ) {
    self.centre = centre
    axis = SIMD2(cos(angle), sin(angle))
    self.axisRatio = axisRatio
    self.handedness = handedness
  }

  /// Coordinates along the major and the minor axis, not yet stretched.
  @inline(__always)
  func along(_ point: SIMD2<Float>) -> SIMD2<Float> {
    let d = point - centre
    return SIMD2(d.x * axis.x + d.y * axis.y, d.y * axis.x - d.x * axis.y)
  }

  /// Coordinates in the plane of the inclined disk, where its isophotes are circles.
  @inline(__always)
  func inPlane(_ point: SIMD2<Float>) -> SIMD2<Float> {
    let p = along(point)
    return SIMD2(p.x, p.y * handedness / axisRatio)
  }

  /// The point of the sky at polar coordinates of the disk plane.
  func sky(radius: Float, angle: Float) -> SIMD2<Float> {
    let u = radius * cos(angle)
    let v = radius * sin(angle) * axisRatio * handedness
    return centre + SIMD2(u * axis.x - v * axis.y, u * axis.y + v * axis.x)
  }
}
