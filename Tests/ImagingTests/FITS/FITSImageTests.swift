import Files
import Foundation
import TestSupport
import Testing

@testable import Imaging

struct FITSImageTests {
  @Test(arguments: [
    "uint8.fits", "int16.fits", "int32.fits", "int64.fits", "float32.fits", "float64.fits",
    "uint16.fits", "uint32.fits", "int8.fits", "scaled.fits", "nan.fits", "deep.fits",
    "extension.fits", "beside_a_table.fits", "rice.fits.fz", "rice32.fits.fz", "gzip.fits.fz",
    "gzip2.fits.fz", "uint16.fits.fz",
  ])
  func everyKindOfPixelIsAstropys(name: String) throws {
    let expected = try FITSFixture.astropy(name, planes: [0, 0, 0])
    let read = try FITSImage.read(path: FITSFixture.path("images/\(name)"))
    #expect(read == expected)
    #expect(try FITSImage.read(bytes: FITSFixture.bytes("images/\(name)")) == expected)
    #expect(Set(read.values.filter { !$0.isNaN }).count > 20)
  }

  /// Both undo the same quantisation; they round the last bit of a product differently.
  @Test(arguments: [
    "quantised_plain.fits.fz", "quantised_dithered.fits.fz", "quantised_dithered2.fits.fz",
  ])
  func quantisedFloatsAreAstropys(name: String) throws {
    let expected = try FITSFixture.astropy(name, planes: [0, 0, 0])
    let read = try FITSImage.read(path: FITSFixture.path("images/\(name)"))
    #expect(read.relativeDifference(from: expected) < 1e-5)
    #expect(read.values.count { $0.isNaN } == 4 * 3)
  }

  @Test func theLowestRowOfTheFileIsTheBottom() throws {
    // The ramp rises along every row and from row to row.
    let read = try FITSImage.read(path: FITSFixture.path("images/float32.fits"))
    #expect(read[0, FITSFixture.height - 1, 0] == -1.5)
    #expect(read[FITSFixture.width - 1, 0, 0] == 1e4)
  }

  @Test func bracketsInAFileNameMeanNothing() throws {
    let folder = try TemporaryFolder()
    let bytes = Data(try FITSFixture.bytes("images/float32.fits"))
    for name in ["a.fits[1]", "b.fits[1:3,1:3]", "c+1.fits", "~d.fits", "e.fits(out.fits)", " f"] {
      let path = try folder.write(bytes, to: name)
      let read = try FITSImage.read(path: path)
      #expect(read.width == FITSFixture.width && read.height == FITSFixture.height)
    }
    #expect(throws: ImagingError.unreadableFile(.missing)) {
      try FITSImage.read(path: folder.path("a.fits"))
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.count == 6)
  }

  @Test func manyThreadsReadAtOnce() throws {
    let names = ["rice.fits.fz", "float64.fits", "bands.fits.fz", "all_nan.fits", "int16.fits"]
    let expected = try names.prefix(1).map { try FITSFixture.astropy($0, planes: [0, 0, 0]) }
    nonisolated(unsafe) var outcomes = [Result<FloatRaster, any Error>?](
      repeating: nil, count: 200)
    outcomes.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: slots.count) { i in
        let path = FITSFixture.path("images/\(names[i % names.count])")
        slots[i] = Result { try FITSImage.read(path: path) }
      }
    }
    for (i, outcome) in outcomes.enumerated() {
      switch names[i % names.count] {
      case "all_nan.fits":
        #expect(throws: ImagingError.noData(detail: "every pixel is blank")) {
          try outcome?.get()
        }
      case names[0]: #expect(try outcome?.get() == expected[0])
      default: #expect(try outcome?.get().height == FITSFixture.height)
      }
    }
  }
}
