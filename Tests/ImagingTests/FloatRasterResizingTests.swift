import Testing

@testable import Imaging

struct FloatRasterResizingTests {
  private func source(_ name: String) throws -> FloatRaster {
    try Fixture.floats("float_\(name)_31x23x2.f32", width: 31, height: 23, channels: 2)
  }

  /// Holes, too: the expected ones are where Pillow's weights for the rest stay below a half.
  @Test(arguments: [(13, 9), (40, 31), (7, 23)], ["source", "holes"])
  func resizingMatchesPillow(size: (width: Int, height: Int), name: String) throws {
    let resized = try source(name).resized(width: size.width, height: size.height)
    let expected = try Fixture.floats(
      "float_\(name)_lanczos_\(size.width)x\(size.height).f32", width: size.width,
      height: size.height,
      channels: 2)
    #expect(resized.values.map(\.isNaN) == expected.values.map(\.isNaN))
    // The picture runs from -0.02 to 0.24.
    for (value, reference) in zip(resized.values, expected.values) where !reference.isNaN {
      #expect(abs(value - reference) < 2e-6)
    }
  }

  @Test func aFlatSkyStaysFlatAroundAHole() {
    var sky = FloatRaster(width: 20, height: 20, channels: 1, filling: 7)
    sky[10, 10, 0] = .nan
    sky[3, 4, 0] = .infinity
    let resized = sky.resized(width: 8, height: 8)
    for value in resized.values { #expect(abs(value - 7) < 1e-5) }
  }

  @Test func sumsNeverOverflow() {
    var sky = FloatRaster(width: 23, height: 17, channels: 1, filling: 7)
    for x in 4..<12 { for y in 3..<9 { sky[x, y, 0] = 0.997 * .greatestFiniteMagnitude } }
    sky[20, 2, 0] = .greatestFiniteMagnitude / 9
    for (width, height) in [(8, 8), (40, 31), (5, 60)] {
      let resized = sky.resized(width: width, height: height)
      #expect(resized.values.allSatisfy { !$0.isInfinite })
      #expect(resized.values.contains { $0.isNaN })
    }
  }

  @Test func whereMostIsMissingThereIsNothing() {
    var half = FloatRaster(width: 4, height: 2, channels: 1, filling: 1)
    for (x, y) in [(0, 0), (0, 1), (1, 0), (2, 0)] { half[x, y, 0] = .nan }
    let resized = half.resized(width: 2, height: 1)
    #expect(resized.values[0].isNaN)
    #expect(resized.values[1] == 1)
  }

  @Test func aHoleInOneBandLeavesTheOthers() {
    var sky = FloatRaster(width: 6, height: 6, channels: 3, filling: 2)
    for y in 0..<6 { for x in 0..<6 { sky[x, y, 1] = .nan } }
    let resized = sky.resized(width: 3, height: 3)
    #expect(resized[1, 1, 1].isNaN)
    #expect(abs(resized[1, 1, 0] - 2) < 1e-6 && abs(resized[1, 1, 2] - 2) < 1e-6)
  }

  @Test func alsoAtTheSameSizeInfiniteIsNoData() {
    var sky = FloatRaster(width: 3, height: 3, channels: 1, filling: 2)
    sky[1, 1, 0] = -.infinity
    let same = sky.resized(width: 3, height: 3)
    #expect(same.values.count { $0.isNaN } == 1 && same[1, 1, 0].isNaN && same[0, 0, 0] == 2)
  }

  @Test func theSameSizeIsTheSamePicture() throws {
    let holes = try source("holes")
    #expect(holes.resized(width: 31, height: 23) == holes)
  }

  @Test func bytesAndFloatsAreResampledAlike() throws {
    let bytes = try Raster(decoding: Fixture.bytes("resize_source.png"))
    let floats = FloatRaster(
      width: bytes.width, height: bytes.height, channels: 3, values: bytes.pixels.map(Float.init))
    for (width, height) in [(24, 18), (90, 100), (1, 1), (100, 3)] {
      let small = bytes.resized(width: width, height: height)
      let exact = floats.resized(width: width, height: height)
      for (byte, value) in zip(small.pixels, exact.values) {
        #expect(abs(Float(byte) - min(max(value, 0), 255)) <= 0.501)
      }
    }
  }
}
