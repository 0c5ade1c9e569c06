import Foundation

/// A straight line of light right across the picture: a satellite that passed.
struct TrailLight: SkySource {
  private let normal: SIMD2<Float>
  private let offset: Float
  private let inverseVariance: Float
  private let brightness: Bands
  var centre: SIMD2<Float> { .zero }
  var reach: Float { 60 }
  var fineRadius: Float { 0 }
  var mediumRadius: Float { 60 }

  /// A line in direction `angle` that misses the centre by `offset`; `width` is its σ, pixels.
  init(angle: Float, offset: Float, width: Float, brightness: Bands) {
    normal = SIMD2(-sin(angle), cos(angle))
    self.offset = offset
    inverseVariance = 1 / (width * width)
    self.brightness = brightness
  }

  @inline(__always)
  func light(at point: SIMD2<Float>) -> Bands {
    let d = point.x * normal.x + point.y * normal.y - offset
    let square = d * d * inverseVariance
    return square < 20 ? brightness * exp(-0.5 * square) : .zero
  }
}
