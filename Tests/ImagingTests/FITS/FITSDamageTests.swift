import Files
import Foundation
import TestSupport
import Testing

@testable import Imaging

struct FITSDamageTests {
  private static func error(_ bytes: [UInt8]) -> ImagingError? {
    do {
      _ = try FITSImage.read(bytes: bytes)
      return nil
    } catch {
      return error
    }
  }

  /// A file's bytes with the values of header cards replaced.
  private static func patched(_ name: String, _ cards: [String: String]) throws -> [UInt8] {
    var bytes = try FITSFixture.bytes("images/\(name)")
    for (keyword, value) in cards {
      let start = keyword.padding(toLength: 8, withPad: " ", startingAt: 0) + "="
      let card = try #require(
        stride(from: 0, to: bytes.count, by: 80).first { bytes[$0...].starts(with: start.utf8) })
      let text = String(repeating: " ", count: max(0, 21 - value.count)) + value
      bytes.replaceSubrange((card + 9)..<(card + 9 + text.utf8.count), with: text.utf8)
    }
    return bytes
  }

  @Test func filesThatAreNoneAreNamed() throws {
    let folder = try TemporaryFolder()
    #expect(FITSDamageTests.error([]) == .empty)
    let path = try folder.write("", to: "empty.fits")
    #expect(throws: ImagingError.empty) { try FITSImage.read(path: path) }
    #expect(throws: ImagingError.unreadableFile(.folder)) {
      try FITSImage.read(path: folder.path)
    }
    #expect(
      FITSDamageTests.error([0x1F, 0x8B, 8, 0])
        == .packedFITS(.gzip, detail: "it is compressed by gzip"))
    #expect(
      FITSDamageTests.error(Array("<html>".utf8))
        == .unreadableFITS(detail: "it does not begin with SIMPLE, as FITS does"))
  }

  @Test func picturesOfNothingAreRefused() throws {
    let bytes = try FITSFixture.bytes("images/all_nan.fits")
    #expect(FITSDamageTests.error(bytes) == .noData(detail: "every pixel is blank"))
  }

  /// Wherever a file is cut, it is refused with one reason.
  @Test(arguments: [
    "float32.fits", "extension.fits", "extensions.fits", "rice.fits.fz", "bands.fits.fz",
    "beside_a_table.fits",
  ])
  func everyTruncationIsAnError(name: String) throws {
    let bytes = try FITSFixture.bytes("images/\(name)")
    let folder = try TemporaryFolder()
    for count in [1, 9, 80, 500, 2879] + Array(stride(from: 2880, to: bytes.count, by: 720)) {
      let cut = Array(bytes[..<count])
      guard let error = FITSDamageTests.error(cut) else {
        // What ends with a whole unit is a whole file with fewer of them.
        #expect(count.isMultiple(of: 2880), "\(name) cut to \(count) bytes")
        continue
      }
      let path = try folder.write(Data(cut), to: "cut.fits")
      #expect(throws: error, "\(count)") { try FITSImage.read(path: path) }
      if count > 9 {
        let text = "\(error)"
        let isWhole = count.isMultiple(of: 2880) && text.contains("it has no image")
        #expect(text.contains("cut short") || isWhole, "\(name) cut to \(count) bytes: \(text)")
      }
    }
  }

  @Test(arguments: [
    ("float32.fits", ["NAXIS1": "70000"], "cut short: its primary unit has 2520000 bytes of data"),
    ("float32.fits", ["NAXIS1": "9223372036854775807"], "the size is impossible"),
    ("float32.fits", ["NAXIS1": "1152921504606846975", "NAXIS2": "2"], "cut short"),
    ("float32.fits", ["NAXIS1": "1152921504606846975", "NAXIS2": "1"], "cut short"),
    ("float32.fits", ["NAXIS1": "-5"], "NAXIS1 is no length"),
    ("float32.fits", ["NAXIS": "99"], "in its primary unit NAXIS3 is no length"),
    ("float32.fits", ["NAXIS": "1000"], "NAXIS is no number of axes"),
    ("float32.fits", ["BITPIX": "7"], "BITPIX is none of the standard's"),
    ("rice.fits.fz", ["ZNAXIS1": "70000"], "in its extension 1 the tiles do not make up the image"),
    ("rice.fits.fz", ["ZNAXIS": "3"], "ZNAXIS3 is no length"),
    ("rice.fits.fz", ["ZNAXIS1": "0"], "no pixels"),
    ("rice.fits.fz", ["ZTILE1": "2000000000"], "the tiles are too large"),
    ("rice.fits.fz", ["ZTILE1": "0"], "ZTILE1 is no length"),
    ("rice.fits.fz", ["ZTILE1": "T"], "ZTILE1 is no length"),
    ("rice.fits.fz", ["ZTILE1": "''"], "ZTILE1 is no length"),
    ("quantised_dithered.fits.fz", ["ZDITHER0": "-1"], "ZDITHER0 is none of 1 to 10000"),
    ("quantised_dithered.fits.fz", ["ZDITHER0": "10001"], "ZDITHER0 is none of 1 to 10000"),
    ("rice.fits.fz", ["TFIELDS": "9223372036854775807"], "TFIELDS is no number of columns"),
    ("rice.fits.fz", ["ZIMAGE": "64"], "ZIMAGE is neither T nor F"),
    ("rice.fits.fz", ["ZVAL2": "4"], "BYTEPIX does not fit"),
    ("rice.fits.fz", ["ZNAME2": "'NOISEBIT'"], "BYTEPIX does not fit"),
    ("rice.fits.fz", ["ZNAME1": "'NOISEBIT'", "ZVAL1": "0"], "BLOCKSIZE"),
    ("rice.fits.fz", ["ZVAL1": "0"], "BLOCKSIZE"),
    ("rice.fits.fz", ["ZCMPTYPE": "'ZIP     '"], "compressed by ZIP, and only RICE and GZIP are"),
    ("plio_1.fits.fz", [:], "extension 1 is compressed by PLIO_1, and only RICE"),
    ("hcompress_1.fits.fz", [:], "compressed by HCOMPRESS_1"),
    ("rice.fits.fz", ["ZCMPTYPE": "'NOCOMPRESS'"], "compressed by NOCOMPRESS"),
    ("rice.fits.fz", ["PCOUNT": "900000000"], "cut short"),
    ("rice.fits.fz", ["PCOUNT": "-1"], "the size is impossible"),
    ("rice.fits.fz", ["PCOUNT": "1E30"], "PCOUNT is no number"),
    ("rice.fits.fz", ["GCOUNT": "0"], "in its extension 1 GCOUNT is not 1"),
    (
      "rice.fits.fz",
      ["ZNAXIS1": "20000", "ZTILE1": "8000", "ZNAXIS2": "9000", "ZTILE2": "4000"],
      "too large (20000 by 9000 pixels, at most 33 million)"
    ),
  ])
  func impossibleHeadersAreRefused(name: String, cards: [String: String], message: String) throws {
    let error = FITSDamageTests.error(try FITSDamageTests.patched(name, cards))
    let text = error.map { "\($0)" } ?? "no error"
    #expect(text.contains(message), "\(text)")
    #expect(!text.contains("\n"))
  }

  /// CFITSIO would take the second of the cards where it reads on from the first, and data from
  /// wherever it is told.
  @Test(arguments: [
    ("ZTILE1  =                    0", "ZTILE1 has two values"),
    ("THEAP   =           2147483647", "THEAP is no place in its data"),
    ("THEAP   =                    0", "THEAP is no place in its data"),
    ("GCOUNT  =                    0", "GCOUNT has two values"),
    ("TFORM1  = '1PB(99)'", "TFORM1 has two values"),
    ("ztile1  =                    0", "ZTILE1 is not written as the standard has it"),
    ("ZTILE1 =                     0", "ZTILE1 is not written as the standard has it"),
    ("ZIMAGE NAXIS   =             T", "ZIMAGE is not written as the standard has it"),
    ("HIERARCH ZTILE1 = 0", "ZTILE1 is not written as the standard has it"),
  ])
  func aCardThatContradictsOthersIsRefused(_ text: String, reason: String) throws {
    var bytes = try FITSFixture.bytes("images/rice.fits.fz")
    let extname = try #require(
      stride(from: 0, to: bytes.count, by: 80).first { bytes[$0...].starts(with: "EXTNAME ".utf8) })
    let card = text.padding(toLength: 80, withPad: " ", startingAt: 0)
    bytes.replaceSubrange(extname..<(extname + 80), with: card.utf8)
    let error = FITSDamageTests.error(bytes)
    #expect(error == .damagedFITS(detail: "in its extension 1 \(reason)"))
  }

  /// CFITSIO unpacks a tile that was cut short for ever.
  @Test(arguments: ["gzip.fits.fz", "gzip2.fits.fz"])
  func tilesThatAreNotWholeGZIPAreRefused(name: String) throws {
    let bytes = try FITSFixture.bytes("images/\(name)")
    let start = try #require(
      (5760..<bytes.count - 3).first { bytes[$0...].starts(with: [0x1F, 0x8B, 8]) })
    for place in [start + 10, start + 14, start + 18] {
      var changed = bytes
      changed[place] ^= 0xFF
      let text = FITSDamageTests.error(changed).map { "\($0)" } ?? "no error"
      #expect(text.contains("pixels compressed by GZIP"), "\(text)")
    }
  }

  /// What crashed, hung or took all memory once, as `Tests/Fuzz` found it.
  @Test func theFuzzersFindingsAreHarmless() throws {
    let folder = URL(fileURLWithPath: FITSFixture.path("../../../Fuzz/seeds")).standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasPrefix("fits-") }
    #expect(files.count >= 7)
    for name in files {
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
      bytes.withUnsafeBytes { bytes in
        // Twice, as what was refused once has to be refused again.
        guard let file = try? FITSFile(bytes: bytes) else { return }
        for _ in 0..<2 {
          if let picture = try? FITSImage.read(file) {
            #expect(
              !picture.centreSquare().resized(width: 16, height: 16).values.contains(.infinity))
          }
          _ = try? FITSMosaic(file).cutout(rightAscension: 150, declination: 2, side: 8)
        }
      }
    }
  }

  /// Whatever bytes are changed, there is a whole picture or an error.
  @Test(arguments: [
    "float32.fits", "extensions.fits", "cube_named.fits", "rice.fits.fz", "gzip.fits.fz",
    "quantised_dithered.fits.fz",
  ])
  func changedBytesNeverCrash(name: String) throws {
    let bytes = try FITSFixture.bytes("images/\(name)")
    var generator = SplitMix(state: 11)
    var refused = 0
    for _ in 0..<400 {
      var changed = bytes
      for _ in 0...Int.random(in: 0..<4, using: &generator) {
        let place = Int.random(in: 9..<changed.count, using: &generator)
        changed[place] = UInt8.random(in: 0...255, using: &generator)
      }
      do {
        let raster = try FITSImage.read(bytes: changed)
        #expect(raster.values.count == raster.width * raster.height * 3)
      } catch {
        refused += 1
      }
    }
    #expect(refused > 0)
  }

  /// A header of an image with so many axes of one pixel, which CFITSIO keeps in arrays of 99.
  private static func image(axes: Int) -> [UInt8] {
    var cards = ["SIMPLE  =                    T", "BITPIX  =                  -32"]
    let count = String(axes)
    cards.append("NAXIS   =" + String(repeating: " ", count: 21 - count.count) + count)
    for axis in 1...axes {
      let keyword = "NAXIS\(axis)".padding(toLength: 8, withPad: " ", startingAt: 0)
      cards.append(keyword + "=                    1")
    }
    cards.append("END")
    var text = cards.map { $0.padding(toLength: 80, withPad: " ", startingAt: 0) }.joined()
    text += String(repeating: " ", count: (2880 - text.utf8.count % 2880) % 2880)
    return Array(text.utf8) + [UInt8](repeating: 0, count: 2880)
  }

  @Test(arguments: [100, 101, 128, 200, 500, 999])
  func moreAxesThanCFITSIOHasRoomForAreRefused(axes: Int) throws {
    let bytes = FITSDamageTests.image(axes: axes)
    let refusal = ImagingError.damagedFITS(
      detail: "in its primary unit NAXIS is no number of axes up to 99")
    #expect(FITSDamageTests.error(bytes) == refusal)
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(bytes), to: "axes.fits")
    #expect(throws: refusal) { try FITSTable(path: path) }
    #expect(throws: refusal) { try FITSMosaic(path: path) }
  }

  @Test(arguments: [10, 50, 98, 99])
  func manyAxesThatFitAreNoCrash(axes: Int) throws {
    #expect(FITSDamageTests.error(FITSDamageTests.image(axes: axes)) != nil)
  }
}
