import Foundation

/// The direction from which a scene in space is seen.
struct SkyView {
  private let right: SIMD3<Float>
  private let down: SIMD3<Float>
  private let away: SIMD3<Float>

  /// Angles of Euler: turn about the scene's z axis, its inclination, turn on the sky; radians.
  init(turn: Float, inclination: Float, positionAngle: Float) {
    let (ct, st) = (cos(turn), sin(turn))
    let (ci, si) = (cos(inclination), sin(inclination))
    let (cp, sp) = (cos(positionAngle), sin(positionAngle))
    let x = SIMD3(ct, -st, 0)
    let y = SIMD3(st * ci, ct * ci, -si)
    away = SIMD3(st * si, ct * si, ci)
    right = x * cp - y * sp
    down = x * sp + y * cp
  }

  /// Where a point of the scene appears.
  @inline(__always)
  func sky(_ point: SIMD3<Float>) -> SIMD2<Float> {
    SIMD2((point * right).sum(), (point * down).sum())
  }

  /// How a disk with this axis appears: the angle of its major axis and its axis ratio.
  func disk(_ axis: SIMD3<Float>) -> (angle: Float, axisRatio: Float) {
    let projected = sky(axis)
    return (atan2(projected.y, projected.x) + .pi / 2, abs((axis * away).sum()))
  }
}
