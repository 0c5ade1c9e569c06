import Foundation

/// A straight line of light right across the picture: a satellite that passed, tumbling or not.
struct TrailLight: SkySource {
  private let along: SIMD2<Float>
  private let offset: Float
  private let inverseVariance: Float
  private let brightness: Bands
  private let flicker: Float
  private let wave: Float
  var centre: SIMD2<Float> { .zero }
  var reach: Float { 60 }
  var fineRadius: Float { 0 }
  var mediumRadius: Float { 60 }

  /// A line in direction `angle` that misses the centre by `offset`; `width` is its σ, pixels.
  ///
  /// Its brightness swings by the share `flicker` with a `period` in pixels.
  init(
    angle: Float, offset: Float, width: Float, brightness: Bands, flicker: Float = 0,
    period: Float = 20
  ) {
    along = SIMD2(cos(angle), sin(angle))
    self.offset = offset
    inverseVariance = 1 / (width * width)
    self.brightness = brightness
    self.flicker = flicker
    wave = 2 * .pi / period
  }

  @inline(__always)
  func light(at point: SIMD2<Float>) -> Bands {
    let d = point.y * along.x - point.x * along.y - offset
    let square = d * d * inverseVariance
    guard square < 20 else { return .zero }
    let swing = 1 + flicker * sin((point.x * along.x + point.y * along.y) * wave)
    return brightness * (swing * exp(-0.5 * square))
  }
}
