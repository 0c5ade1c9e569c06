import Foundation
import Testing

@testable import Imaging

struct RasterDecodingTests {
  @Test(arguments: [
    "rgb.png", "grey.png", "bilevel.png", "palette.png", "palette_transparent.png",
    "interlaced.png",
    "grey16.png", "rgb16.png", "rgba.png", "rgba16.png", "grey_alpha.png",
  ])
  func pngOfEveryKindMatchesPillow(name: String) throws {
    let decoded = try Raster(decoding: Fixture.bytes(name))
    let expected = try Fixture.raster(name + ".rgb", width: 24, height: 16)
    #expect(decoded.width == 24)
    #expect(decoded.height == 16)
    // Rounding of alpha and of 16 bits differs by a level between libraries.
    let tolerance = name.contains("a") && !name.contains("palette") || name.contains("16") ? 1 : 0
    #expect(decoded.difference(from: expected).largest <= tolerance)
  }

  @Test(arguments: [
    "rgb.jpg", "subsampled.jpg", "progressive.jpg", "grey.jpg", "cmyk.jpg", "cmyk_plain.jpg",
    "ycck.jpg",
  ])
  func jpegOfEveryKindMatchesPillow(name: String) throws {
    let decoded = try Raster(decoding: Data(Fixture.bytes(name)))
    let expected = try Fixture.raster(name + ".rgb", width: 24, height: 16)
    #expect(decoded.width == 24)
    let difference = decoded.difference(from: expected)
    #expect(difference.mean < 0.5)
    #expect(difference.largest <= 4)
  }

  @Test(arguments: [(8, 8), (9, 16), (16, 16), (17, 32), (33, 64), (64, 64), (200, 64), (0, 64)])
  func jpegIsScaledDownButNotBelowTheSideAskedFor(side: Int, expected: Int) throws {
    let decoded = try Raster(decoding: Fixture.bytes("resize_large.jpg"), fittingAtLeast: side)
    #expect(decoded.width == expected)
    #expect(decoded.height == expected)
  }

  @Test(arguments: (1...8).map { "oriented_\($0).jpg" } + ["oriented_6.png"])
  func picturesAreTurnedUpright(name: String) throws {
    let isTurned = name.contains { "5678".contains($0) }
    let (width, height) = isTurned ? (16, 24) : (24, 16)
    let decoded = try Raster(decoding: Fixture.bytes(name))
    let expected = try Fixture.raster(name + ".rgb", width: width, height: height)
    #expect(decoded.width == width && decoded.height == height)
    #expect(decoded.difference(from: expected).mean < 0.5)
  }

  /// Neither the byte order nor what else EXIF says matters, and nonsense leaves a picture alone.
  @Test(arguments: [
    ([0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0], true),
    ([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0], true),
    // No such way to lie, a long number, a directory beyond the end, and nothing at all.
    ([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 9, 0, 0, 0], false),
    ([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 4, 0, 1, 0, 0, 0, 6, 0, 0, 0], false),
    ([0x49, 0x49, 42, 0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0], false),
    ([0x49, 0x49, 42, 0, 8, 0, 0, 0, 0xFF, 0xFF, 0x12, 1, 3, 0], false),
    ([0x4D, 0x4D], false),
  ])
  func orientationsAreReadWithCare(tiff: [Int], isTurned: Bool) throws {
    let jpeg = try Fixture.bytes("rgb.jpg")
    let exif = Array("Exif\0\0".utf8) + tiff.map(UInt8.init)
    let segment = [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif
    let decoded = try Raster(decoding: Array(jpeg[..<2] + segment + jpeg[2...]))
    let plain = try Raster(decoding: jpeg)
    #expect(decoded == (isTurned ? plain.upright(from: 6) : plain))
    #expect(decoded.width == (isTurned ? 16 : 24))
  }

  @Test func pngKeepsItsSizeWhateverIsAskedFor() throws {
    let decoded = try Raster(decoding: Fixture.bytes("rgb.png"), fittingAtLeast: 4)
    #expect(decoded.width == 24)
  }

  @Test func noBytesAreAnErrorOfTheirOwn() {
    #expect(throws: ImagingError.empty) { try Raster(decoding: [UInt8]()) }
    #expect(throws: ImagingError.empty) { try Raster(decoding: Data()) }
  }

  @Test(arguments: [
    ("GIF89a……", "a GIF picture"), ("<!DOCTYPE html>", "a web page"), ("SIMPLE  =   T", "FITS"),
    ("object_id,path\n", "neither format"), ("x", "neither format"),
    ("version https://git-lfs.github.com/spec/v1", "Git LFS pointer"),
  ])
  func otherFilesAreNamed(text: String, expected: String) {
    let error = #expect(throws: ImagingError.self) { try Raster(decoding: Array(text.utf8)) }
    guard case .notAPicture(let detail)? = error else {
      Issue.record("\(String(describing: error)) is not .notAPicture")
      return
    }
    #expect(detail.contains(expected))
  }

  @Test(arguments: ["rgb.png", "interlaced.png", "rgb.jpg", "progressive.jpg", "cmyk.jpg"])
  func everyTruncationIsAnError(name: String) throws {
    let bytes = try Fixture.bytes(name)
    for count in 1..<bytes.count {
      #expect(throws: ImagingError.self, "\(name) cut to \(count) bytes") {
        try Raster(decoding: Array(bytes[..<count]))
      }
    }
  }

  @Test func truncationIsCalledDamage() throws {
    for name in ["rgb.png", "rgb.jpg"] {
      let bytes = try Fixture.bytes(name)
      let error = #expect(throws: ImagingError.self) {
        try Raster(decoding: Array(bytes[..<(bytes.count * 2 / 3)]))
      }
      guard case .damaged(let detail)? = error else {
        Issue.record("\(name): \(String(describing: error)) is not .damaged")
        continue
      }
      #expect(!detail.isEmpty)
      #expect("\(ImagingError.damaged(detail: detail))".contains(detail))
    }
  }

  /// Damaged in its middle, libjpeg would read it without a word; made by `jpegtran -arithmetic`.
  @Test func arithmeticCodingIsRefused() throws {
    let error = #expect(throws: ImagingError.self) {
      try Raster(decoding: Fixture.bytes("arithmetic.jpg"))
    }
    #expect("\(try #require(error))".contains("coded arithmetically"))
  }

  @Test func hugePicturesAreRefusedByTheirHeader() throws {
    var png = try Fixture.bytes("rgb.png")
    png.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF])
    // The header's checksum, so that nothing else is wrong with the file.
    png.replaceSubrange(29..<33, with: checksum(of: png[12..<29]))
    #expect(throws: ImagingError.tooLarge(detail: "65535 by 65535 pixels, at most 100 million")) {
      try Raster(decoding: png)
    }

    var jpeg = try Fixture.bytes("rgb.jpg")
    let frame = try #require(
      jpeg.indices.dropLast().first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
    jpeg.replaceSubrange((frame + 5)..<(frame + 9), with: [0xFF, 0xDC, 0xFF, 0xDC])
    #expect(throws: ImagingError.tooLarge(detail: "65500 by 65500 pixels, at most 100 million")) {
      try Raster(decoding: jpeg, fittingAtLeast: 8)
    }
  }

  @Test func largePicturesAreReadToo() throws {
    // Above the size up to which pictures are decoded side by side.
    let sky = Raster(width: 2400, height: 2000, filling: 40)
    let jpeg = try Raster(decoding: sky.jpegData(), fittingAtLeast: 250)
    #expect(jpeg.width == 300 && jpeg.height == 250)
    #expect(try Raster(decoding: sky.pngData()) == sky)
  }

  /// Whatever bytes are changed, there is a whole picture or an error.
  @Test(arguments: ["rgb.png", "palette.png", "interlaced.png", "rgb.jpg", "progressive.jpg"])
  func changedBytesNeverCrash(name: String) throws {
    let bytes = try Fixture.bytes(name)
    var generator = SplitMix(state: 7)
    var refused = 0
    for _ in 0..<1500 {
      var changed = bytes
      for _ in 0...Int.random(in: 0..<4, using: &generator) {
        let place = Int.random(in: 8..<changed.count, using: &generator)
        changed[place] = UInt8.random(in: 0...255, using: &generator)
      }
      do {
        let raster = try Raster(decoding: changed, fittingAtLeast: 8)
        #expect(raster.pixels.count == raster.width * raster.height * 3)
      } catch {
        refused += 1
      }
    }
    #expect(refused > 0)
  }

  /// CRC-32 as PNG uses it.
  private func checksum(of bytes: ArraySlice<UInt8>) -> [UInt8] {
    var crc: UInt32 = .max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return (0..<4).map { UInt8(truncatingIfNeeded: ~crc >> (24 - 8 * $0)) }
  }
}

/// A small seeded generator.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
