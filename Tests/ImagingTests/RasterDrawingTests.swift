import Testing

@testable import Imaging

struct RasterDrawingTests {
  @Test(arguments: [(1, 1, 4), (-1, -1, 1), (3, 3, 1), (4, 0, 0), (0, -2, 0), (-9, 9, 0)])
  func whatLiesOutsideIsCutOff(x: Int, y: Int, visible: Int) {
    var raster = Raster(width: 4, height: 4)
    raster.draw(Raster(width: 2, height: 2, filling: 9), x: x, y: y)
    #expect(raster.pixels.count { $0 == 9 } == visible * 3)
  }

  @Test func pixelsLandWhereTheyShould() {
    var raster = Raster(width: 4, height: 3)
    raster.draw(Raster(width: 2, height: 1, pixels: [1, 2, 3, 4, 5, 6]), x: 1, y: 2)
    #expect(raster[1, 2] == (1, 2, 3))
    #expect(raster[2, 2] == (4, 5, 6))
    #expect(raster.pixels.count { $0 != 0 } == 6)
  }

  @Test func textIsDrawnInItsColourAndCutOff() {
    var raster = Raster(width: 20, height: 9)
    raster.draw("L", x: 1, y: 1, colour: (9, 8, 7))
    #expect(raster[1, 1] == (9, 8, 7))
    #expect(raster[5, 7] == (9, 8, 7))
    #expect(raster[2, 1] == (0, 0, 0))
    let before = raster
    raster.draw("WWW", x: 40, y: -30, colour: (9, 8, 7))
    #expect(raster == before)
  }
}
