import Foundation
import Testing

@testable import Imaging

struct RasterEncodingTests {
  @Test(arguments: [(1, 1), (1, 7), (64, 64), (33, 5)])
  func pngRoundTripIsExact(width: Int, height: Int) throws {
    var generator = SplitMix(state: UInt64(width * 100 + height))
    let pixels = (0..<(width * height * 3)).map { _ in
      UInt8.random(in: 0...255, using: &generator)
    }
    let raster = Raster(width: width, height: height, pixels: pixels)
    #expect(try Raster(decoding: raster.pngData()) == raster)
  }

  @Test func jpegRoundTripIsClose() throws {
    let raster = try Fixture.raster("rgb.png.rgb", width: 24, height: 16)
    let best = try Raster(decoding: raster.jpegData(quality: 100)).difference(from: raster)
    #expect(best.mean < 1)
    let usual = try Raster(decoding: raster.jpegData()).difference(from: raster)
    #expect(usual.mean < 4)
    #expect(best.mean < usual.mean)
  }

  @Test func lowerQualityIsSmallerAndOutsideValuesAreMovedIn() throws {
    let raster = try Raster(decoding: Fixture.bytes("resize_source.png"))
    #expect(try raster.jpegData(quality: 30).count < raster.jpegData(quality: 90).count)
    #expect(try raster.jpegData(quality: 900) == raster.jpegData(quality: 100))
    #expect(try raster.jpegData(quality: -3) == raster.jpegData(quality: 1))
  }

  @Test func encodingIsTheSameEveryTime() throws {
    let raster = try Raster(decoding: Fixture.bytes("resize_source.png"))
    #expect(try raster.pngData() == raster.pngData())
    #expect(try raster.jpegData() == raster.jpegData())
  }

  @Test func noPixelsCannotBeEncoded() {
    let nothing = Raster(width: 0, height: 4)
    #expect(throws: ImagingError.cannotEncode(detail: "it has no pixels")) {
      try nothing.pngData()
    }
    #expect(throws: ImagingError.cannotEncode(detail: "it has no pixels")) {
      try nothing.jpegData()
    }
  }

  @Test func tooWideForJPEGIsAnError() {
    let error = #expect(throws: ImagingError.self) {
      try Raster(width: 70_000, height: 1).jpegData()
    }
    guard case .cannotEncode? = error else {
      Issue.record("\(String(describing: error)) is not .cannotEncode")
      return
    }
  }
}
