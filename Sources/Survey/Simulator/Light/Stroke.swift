import Foundation

/// A curved band of light laid along a path: a tidal tail, a bridge, a plume, a shell.
struct Stroke {
  /// Points of the path, reference pixels.
  var path: [SIMD2<Float>]
  /// Standard deviation across it at its start and its end.
  var width: (start: Float, end: Float)
  /// Its whole light.
  var flux: Bands
  /// Brightness along it: 1 keeps to the end, larger fades earlier.
  var fading: Float = 1

  /// An arc that leaves `start` along `heading` and turns by `bend` radians over its length.
  static func curve(
    from start: SIMD2<Float>, heading: Float, length: Float, bend: Float
  ) -> [SIMD2<Float>] {
    let steps = max(8, Int(length * 1.6))
    var point = start
    return (0..<steps).map { i in
      // The curvature tightens outwards as it does in tails thrown by a passage.
      let share = Float(i) / Float(steps)
      let angle = heading + bend * (0.4 * share + 0.6 * share * share)
      point += SIMD2(cos(angle), sin(angle)) * (length / Float(steps))
      return point
    }
  }

  /// Part of a circle about a centre: a shell.
  static func arc(
    about centre: SIMD2<Float>, radius: Float, from start: Float, through sweep: Float
  ) -> [SIMD2<Float>] {
    let steps = max(6, Int(abs(sweep) * radius * 1.4))
    return (0..<steps).map { i in
      let angle = start + sweep * (Float(i) + 0.5) / Float(steps)
      return centre + SIMD2(cos(angle), sin(angle)) * radius
    }
  }

  /// Lays the stroke on the sky as overlapping grains.
  func draw(on frame: inout SkyFrame) {
    let count = Float(path.count)
    let weights = (0..<path.count).map { i in
      let share = (Float(i) + 0.5) / count
      // Swells in over the first tenth, then fades.
      return min(1, share * 10) * pow(1 - share, fading)
    }
    let whole = weights.reduce(0, +)
    guard whole > 0 else { return }
    for (i, point) in path.enumerated() {
      let share = (Float(i) + 0.5) / count
      let sigma = width.start + (width.end - width.start) * share
      frame.addBlob(at: point, sigma: sigma, flux: flux * (weights[i] / whole))
    }
  }
}
