import Testing

@testable import Imaging

struct FloatRasterTests {
  /// Column in the first channel, row in the second.
  private func chart(width: Int, height: Int) -> FloatRaster {
    var raster = FloatRaster(width: width, height: height, channels: 2)
    for y in 0..<height {
      for x in 0..<width {
        raster[x, y, 0] = Float(x)
        raster[x, y, 1] = Float(y)
      }
    }
    return raster
  }

  @Test func missingDataEqualsMissingData() {
    let one = FloatRaster(width: 2, height: 1, channels: 1, values: [1, .nan])
    #expect(one == FloatRaster(width: 2, height: 1, channels: 1, values: [1, -.nan]))
    #expect(one != FloatRaster(width: 2, height: 1, channels: 1, values: [.nan, 1]))
    #expect(one != FloatRaster(width: 1, height: 2, channels: 1, values: [1, .nan]))
    #expect(one != FloatRaster(width: 1, height: 1, channels: 2, values: [1, .nan]))
  }

  @Test func valuesLieRowByRowWithChannelsTogether() {
    #expect(chart(width: 2, height: 2).values == [0, 0, 1, 0, 0, 1, 1, 1])
  }

  @Test(arguments: [(10, 4, 1.0, 3, 0, 4), (4, 10, 0.5, 1, 4, 2), (9, 9, 0.5, 2, 2, 5)])
  func centreSquareIsInTheMiddle(
    width: Int, height: Int, fraction: Double, left: Int, top: Int, side: Int
  ) {
    let square = chart(width: width, height: height).centreSquare(keeping: fraction)
    #expect(square.width == side && square.height == side && square.channels == 2)
    #expect(square[0, 0, 0] == Float(left))
    #expect(square[side - 1, side - 1, 1] == Float(top + side - 1))
  }
}
