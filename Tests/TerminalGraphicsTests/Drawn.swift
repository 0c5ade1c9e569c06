import Foundation
import Imaging

/// Pictures for tests.
enum Drawn {
  /// A galaxy with two arms on a dark sky, with colours.
  static func spiral(side: Int, sky: Double = 8) -> Raster {
    var raster = Raster(width: side, height: side)
    for y in 0..<side {
      for x in 0..<side {
        let dx = (Double(x) + 0.5) / Double(side) * 2 - 1
        let dy = (Double(y) + 0.5) / Double(side) * 2 - 1
        let radius = (dx * dx + dy * dy).squareRoot()
        let angle = atan2(dy, dx)
        let core = 220 * exp(-radius * radius * 40)
        let arm = 110 * exp(-radius * 2.5) * max(0, cos(2 * (angle - 5 * radius)))
        let fade = radius < 0.9 ? 1.0 : 0
        func level(_ weight: Double) -> UInt8 {
          UInt8(min(255, sky + (core + arm * weight) * fade))
        }
        raster[x, y] = (level(0.8), level(0.9), level(1.2))
      }
    }
    return raster
  }

  /// Root of the mean squared difference of two pictures of one size.
  static func error(_ a: Raster, _ b: Raster) -> Double {
    precondition(a.width == b.width && a.height == b.height)
    let sum = zip(a.pixels, b.pixels).reduce(0.0) { sum, pair in
      let difference = Double(pair.0) - Double(pair.1)
      return sum + difference * difference
    }
    return (sum / Double(a.pixels.count)).squareRoot()
  }
}
