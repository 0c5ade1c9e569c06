import Foundation
import Imaging

/// Pictures of a few bright knots on a noisy sky, each different, the same on every run.
struct Knots {
  let seed: UInt64

  func raster(side: Int = 64) -> Raster {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    let knots = (0..<5).map { _ in
      (
        x: 0.2 + 0.6 * uniform(), y: 0.2 + 0.6 * uniform(), width: 0.04 + 0.08 * uniform(),
        height: 60 + 120 * uniform()
      )
    }
    var raster = Raster(width: side, height: side)
    for y in 0..<side {
      for x in 0..<side {
        var light = 10 + 6 * uniform()
        for knot in knots {
          let dx = (Double(x) + 0.5) / Double(side) - knot.x
          let dy = (Double(y) + 0.5) / Double(side) - knot.y
          light += knot.height * exp(-(dx * dx + dy * dy) / (2 * knot.width * knot.width))
        }
        let value = UInt8(min(255, light))
        raster[x, y] = (value, value, UInt8(Int(value) * 3 / 4))
      }
    }
    return raster
  }
}

extension Raster {
  /// A new picture whose pixel at column x, row y is that of another place of this one.
  func rearranged(_ place: (_ x: Int, _ y: Int) -> (Int, Int)) -> Raster {
    var result = self
    for y in 0..<height {
      for x in 0..<width {
        let (u, v) = place(x, y)
        result[x, y] = self[u, v]
      }
    }
    return result
  }
}
