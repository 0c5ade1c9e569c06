import Testing

@testable import Imaging

struct RasterResizingTests {
  @Test(arguments: [(24, 18), (61, 20), (90, 100), (7, 47)])
  func resizingMatchesPillow(size: (width: Int, height: Int)) throws {
    let source = try Raster(decoding: Fixture.bytes("resize_source.png"))
    let name = "resize_lanczos_\(size.width)x\(size.height).rgb"
    let expected = try Fixture.raster(name, width: size.width, height: size.height)
    let difference = source.resized(width: size.width, height: size.height)
      .difference(from: expected)
    // Pillow rounds between its two passes; here there is one rounding.
    #expect(difference.mean < 0.35)
    #expect(difference.largest <= 2)
  }

  @Test func shrinkingWhileDecodingStaysWithinTwoLevelsOfPillow() throws {
    let decoded = try Raster(decoding: Fixture.bytes("resize_large.jpg"), fittingAtLeast: 32)
    #expect(decoded.width == 32)
    let expected = try Fixture.raster("resize_large_lanczos_16x16.rgb", width: 16, height: 16)
    #expect(decoded.resized(width: 16, height: 16).difference(from: expected).mean < 2)
  }

  @Test func oneColourStaysOneColour() {
    var raster = Raster(width: 13, height: 9)
    for y in 0..<9 {
      for x in 0..<13 { raster[x, y] = (255, 128, 1) }
    }
    for (width, height) in [(1, 1), (5, 40), (64, 3)] {
      let resized = raster.resized(width: width, height: height)
      #expect(resized.width == width && resized.height == height)
      let colours = Set((0..<(width * height)).map { i in resized.pixels[(i * 3)..<(i * 3 + 3)] })
      #expect(colours == [[255, 128, 1]])
    }
  }

  @Test func aThinLineIsNotLostByShrinking() {
    var raster = Raster(width: 64, height: 64)
    for y in 0..<64 { raster[31, y] = (255, 255, 255) }
    let shrunk = raster.resized(width: 8, height: 8)
    #expect((0..<8).contains { shrunk[$0, 4].red > 20 })
  }

  @Test func mirroringCommutesWithResizing() throws {
    let source = try Raster(decoding: Fixture.bytes("resize_source.png"))
    func mirrored(_ raster: Raster) -> Raster {
      var result = raster
      for y in 0..<raster.height {
        for x in 0..<raster.width { result[x, y] = raster[raster.width - 1 - x, y] }
      }
      return result
    }
    let one = mirrored(source.resized(width: 20, height: 20))
    let other = mirrored(source).resized(width: 20, height: 20)
    #expect(one.difference(from: other).largest <= 1)
  }

  @Test func theSameSizeIsTheSamePicture() throws {
    let source = try Raster(decoding: Fixture.bytes("resize_source.png"))
    #expect(source.resized(width: 61, height: 47) == source)
  }
}
