import Testing

@testable import Imaging

struct RasterCroppingTests {
  /// Column in red, row in green.
  private func chart(width: Int, height: Int) -> Raster {
    var raster = Raster(width: width, height: height)
    for y in 0..<height {
      for x in 0..<width { raster[x, y] = (UInt8(x), UInt8(y), 7) }
    }
    return raster
  }

  @Test(arguments: [(10, 4, 3, 0), (4, 10, 0, 3), (9, 4, 2, 0), (4, 4, 0, 0), (1, 5, 0, 2)])
  func centreSquareIsInTheMiddle(width: Int, height: Int, left: Int, top: Int) {
    let square = chart(width: width, height: height).centreSquare()
    let side = min(width, height)
    #expect(square.width == side && square.height == side)
    #expect(square[0, 0] == (UInt8(left), UInt8(top), 7))
    #expect(square[side - 1, side - 1] == (UInt8(left + side - 1), UInt8(top + side - 1), 7))
  }

  @Test(arguments: [
    (10, 10, 0.5, 2, 5), (64, 64, 0.75, 8, 48), (9, 9, 0.5, 2, 5), (12, 8, 0.5, 4, 4),
    (5, 5, 0.01, 2, 1), (7, 7, 1.0, 0, 7),
  ])
  func aFractionKeepsTheMiddle(width: Int, height: Int, fraction: Double, left: Int, side: Int) {
    let square = chart(width: width, height: height).centreSquare(keeping: fraction)
    #expect(square.width == side && square.height == side)
    #expect(square[0, 0].red == UInt8(left))
    #expect(square[0, 0].green == UInt8((height - side) / 2))
  }

  @Test func croppingTakesThePartAskedFor() {
    let part = chart(width: 8, height: 6).cropped(x: 2, y: 1, width: 3, height: 4)
    #expect(part.pixels.count == 36)
    #expect(part[0, 0] == (2, 1, 7))
    #expect(part[2, 3] == (4, 4, 7))
  }
}
