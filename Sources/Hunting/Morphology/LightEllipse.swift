internal import CKernels
import Foundation

/// Where a galaxy lies in its cutout, and the ellipse that its light fills.
///
/// Centre, axes and angle are those of the elliptical Gaussian whose weighted second moments are
/// half its own: adaptive moments (Bernstein & Jarvis 2002). They follow the galaxy rather than
/// its neighbours, and so do the radii measured along that ellipse.
struct LightEllipse: Sendable {
  private static let rounds = 30

  /// Offset of the centre from the cutout's, in pixels.
  private(set) var x: Float = 0
  private(set) var y: Float = 0
  /// Minor over major axis, at least 0.3.
  private(set) var axisRatio: Float = 1
  /// Cosine and sine of the major axis's angle.
  private(set) var cosine: Float = 1
  private(set) var sine: Float = 0

  /// Fits the light above the background, smoothed a little.
  init(of light: Plane) {
    let width = light.side
    let side = Float(width)
    let centre = light.centre
    var (xx, yy, xy) = (side * side / 36, side * side / 36, Float(0))
    for _ in 0..<Self.rounds {
      let determinant = max(xx * yy - xy * xy, 1)
      let (a, b, c) = (yy / determinant, xx / determinant, xy / determinant)
      var moments = [Float](repeating: 0, count: 6)
      ck_gaussian_moments(light.values, Int64(width), centre + x, centre + y, a, b, c, &moments)
      let (s, sx, sy) = (moments[0], moments[1], moments[2])
      let (sxx, syy, sxy) = (moments[3], moments[4], moments[5])
      let sum = max(s, 1e-6)
      let before = SIMD4(x, y, xx, yy)
      x = min(max(x + sx / sum, -side / 10), side / 10)
      y = min(max(y + sy / sum, -side / 10), side / 10)
      let (mxx, myy, mxy) = (2 * sxx / sum, 2 * syy / sum, 2 * sxy / sum)
      let spread = (((mxx - myy) / 2) * ((mxx - myy) / 2) + mxy * mxy).squareRoot()
      let major = min(max((mxx + myy) / 2 + spread, 4), side * side / 9)
      let minor = min(max((mxx + myy) / 2 - spread, 0.09 * major), major)
      let angle = atan2(2 * mxy, mxx - myy) / 2
      (cosine, sine) = (cos(angle), sin(angle))
      xx = major * cosine * cosine + minor * sine * sine
      yy = major * sine * sine + minor * cosine * cosine
      xy = (major - minor) * cosine * sine
      axisRatio = (minor / major).squareRoot()
      let change = SIMD4(x, y, xx, yy) - before
      if max(change.max(), -change.min()) < 1e-4 { break }
    }
  }

  /// Major-axis radius of the ellipse through each pixel, row after row.
  func radii(side: Int) -> [Float] {
    let centre = Float(side - 1) / 2
    var radii = [Float](repeating: 0, count: side * side)
    for row in 0..<side {
      let dy = Float(row) - centre - y
      for column in 0..<side {
        let dx = Float(column) - centre - x
        let along = dx * cosine + dy * sine
        let across = (dy * cosine - dx * sine) / axisRatio
        radii[row * side + column] = (along * along + across * across).squareRoot()
      }
    }
    return radii
  }
}
