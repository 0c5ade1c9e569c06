import Foundation
import Imaging
import Survey
import TestSupport
import Testing

struct CutoutMakerTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func entry(_ picture: PictureSource) -> CatalogEntry {
    CatalogEntry(objectID: "G", picture: picture, row: 2, origin: "catalog row 2")
  }

  /// A dark frame with a bright square of `side` pixels in its middle.
  private func target(frame: Int, side: Int) -> Raster {
    var raster = Raster(width: frame, height: frame, filling: 10)
    let start = (frame - side) / 2
    for y in start..<(start + side) {
      for x in start..<(start + side) { raster[x, y] = (200, 150, 100) }
    }
    return raster
  }

  private func bytes(_ cutout: Cutout) throws -> Raster {
    guard case .bytes(let raster) = cutout.pixels else { throw CancellationError() }
    return raster
  }

  private func floats(_ cutout: Cutout) throws -> FloatRaster {
    guard case .floats(let raster) = cutout.pixels else { throw CancellationError() }
    return raster
  }

  @Test func cropsKeepTheMiddleAlone() throws {
    let raster = target(frame: 40, side: 20)
    try folder.write(raster.pngData(), to: "a.png")
    for picture in [PictureSource.file(folder.path("a.png")), .raster(raster)] {
      let maker = CutoutMaker(size: 20, crop: 0.5)
      let cropped = try bytes(maker.make(entry(picture)).get())
      #expect(cropped == Raster(width: 20, height: 20, filling: 0).filled(200, 150, 100))
      let whole = try bytes(CutoutMaker(size: 20).make(entry(picture)).get())
      #expect(whole[0, 0] == (10, 10, 10))
    }
  }

  @Test func aCroppedJPEGIsDecodedLargeEnough() throws {
    // A quarter of 512 pixels is 128: shrinking the whole to twice the size would leave 32.
    let raster = target(frame: 512, side: 256)
    try folder.write(raster.jpegData(quality: 95), to: "a.jpg")
    let maker = CutoutMaker(size: 64, crop: 0.25)
    let cutout = try bytes(maker.make(entry(.file(folder.path("a.jpg")))).get())
    let exact = try bytes(maker.make(entry(.raster(raster))).get())
    for (one, other) in zip(cutout.pixels, exact.pixels) {
      #expect(abs(Int(one) - Int(other)) <= 4)
    }
  }

  @Test func floatPicturesKeepTheirUnits() throws {
    var sky = FloatRaster(width: 30, height: 20, channels: 2, filling: -0.25)
    sky[0, 0, 0] = .nan
    for y in 0..<20 { for x in 0..<30 { sky[x, y, 1] = 1e-9 } }
    let cutout = try CutoutMaker(size: 10).make(entry(.float(sky))).get()
    let raster = try floats(cutout)
    #expect(raster.width == 10 && raster.height == 10 && raster.channels == 2)
    #expect(abs(raster[5, 5, 0] + 0.25) < 1e-6)
    #expect(abs(raster[5, 5, 1] - 1e-9) < 1e-14)
    #expect(cutout.source == "catalog row 2")
  }

  @Test func aFITSFileIsToldByItsContent() throws {
    let cards = [
      "SIMPLE  = T", "BITPIX  = -32", "NAXIS   = 2", "NAXIS1  = 4", "NAXIS2  = 2", "END",
    ].map { $0.padding(toLength: 80, withPad: " ", startingAt: 0) }
    let header = cards.joined().padding(toLength: 2880, withPad: " ", startingAt: 0)
    // The lower row is the first of the file; the middle two columns are kept.
    let values: [Float] = [9, 1, 2, 9, 9, 3, .nan, 9]
    let data = values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (24 - 8 * $0)) }
    }
    let padding = [UInt8](repeating: 0, count: 2880 - data.count)
    try folder.write(Data(header.utf8) + data + padding, to: "galaxy.jpg")
    let cutout = try CutoutMaker(size: 2).make(entry(.file(folder.path("galaxy.jpg")))).get()
    let raster = try floats(cutout)
    #expect((0..<4).map { raster[$0 % 2, $0 / 2, 0] }.map(\.isNaN) == [false, true, false, false])
    #expect(raster[0, 0, 0] == 3 && raster[0, 1, 0] == 1 && raster[1, 1, 0] == 2)
    #expect(cutout.source == folder.path("galaxy.jpg"))
  }

  @Test func aBlankMiddleIsRejected() {
    var sky = FloatRaster(width: 8, height: 8, channels: 1, filling: .nan)
    sky[0, 0, 0] = 1
    let result = CutoutMaker(size: 2, crop: 0.5).make(entry(.float(sky)))
    guard case .failure(let rejection) = result else {
      Issue.record("a cutout without data was made")
      return
    }
    #expect(rejection.source == "catalog row 2")
    #expect(rejection.reason.description.contains("no data"))
  }

  /// Equal pixels are found whatever file they came in.
  @Test func theDigestIsThatOfThePixels() throws {
    let raster = target(frame: 32, side: 16)
    try folder.write(raster.pngData(), to: "a.png")
    let maker = CutoutMaker(size: 32)
    let one = try maker.make(entry(.file(folder.path("a.png")))).get()
    let other = try maker.make(entry(.raster(raster))).get()
    #expect(one.sha256 == other.sha256)
    #expect(
      one.sha256 != (try maker.make(entry(.raster(target(frame: 32, side: 14)))).get().sha256))
  }

  @Test func whatIsNoPictureFileIsNamed() throws {
    try folder.write("x", to: "inner/x.txt")
    let expected = [
      ("nothing.png", "no such file"), ("inner", "it is a folder"),
      ("inner/x.txt/y", "no such file"), ("inner/x.txt", "not a PNG or JPEG"),
    ]
    for (name, words) in expected {
      let result = CutoutMaker().make(entry(.file(folder.path(name))))
      guard case .failure(let rejection) = result else {
        Issue.record("\(name) became a cutout")
        continue
      }
      #expect(rejection.reason.description.contains(words))
      #expect(rejection.source == "catalog row 2 (\(folder.path(name)))")
    }
    let device = CutoutMaker().make(entry(.file("/dev/null")))
    #expect(throws: Rejection.self) { try device.get() }
  }
}

extension Raster {
  fileprivate func filled(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Raster {
    var raster = self
    for y in 0..<height { for x in 0..<width { raster[x, y] = (red, green, blue) } }
    return raster
  }
}
