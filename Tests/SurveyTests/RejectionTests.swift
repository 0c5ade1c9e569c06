import Foundation
import Imaging
import Survey
import TestSupport
import Testing

/// Every way in which one object of a catalog can be bad, each among good ones.
struct RejectionTests {
  /// One bad row of a table, the picture it points at, and words of the reason.
  struct Defect: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var row = "BAD,bad.png,,"
    /// What is written to `bad.png`; nothing where there is no such file.
    var picture: @Sendable () throws -> Data? = { nil }
    let reason: String
  }

  static let defects: [Defect] = [
    Defect(testDescription: "a missing file", reason: "there is no such file"),
    Defect(
      testDescription: "an address", row: "BAD,https://example.org/bad.png,,",
      reason: "an address on the web"),
    Defect(
      testDescription: "a truncated gzip file",
      picture: { Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B]) },
      reason: "the gzip stream is cut short"),
    Defect(testDescription: "a folder", row: "BAD,images,,", reason: "it is a folder"),
    Defect(testDescription: "an empty file", picture: { Data() }, reason: "the file is empty"),
    Defect(
      testDescription: "a truncated PNG",
      picture: { half(try galaxy.pngData()) }, reason: "the picture is damaged"),
    Defect(
      testDescription: "a truncated JPEG",
      picture: { half(try galaxy.jpegData()) }, reason: "the picture is damaged"),
    Defect(
      testDescription: "a PNG bomb", picture: { bomb(try galaxy.pngData()) },
      reason: "the picture is too large"),
    Defect(
      testDescription: "text", picture: { Data("hello, I am no picture".utf8) },
      reason: "not a PNG or JPEG picture"),
    Defect(
      testDescription: "a web page", picture: { Data("<!DOCTYPE html><html>404".utf8) },
      reason: "a web page"),
    Defect(
      testDescription: "another kind of picture", picture: { Data("GIF89a\u{1}".utf8) },
      reason: "a GIF picture"),
    Defect(
      testDescription: "a FITS image without data", picture: { fits(value: .nan) },
      reason: "there is no data"),
    Defect(
      testDescription: "a truncated FITS image", picture: { fits(value: 1).prefix(3000) },
      reason: "the FITS file is damaged"),
    Defect(
      testDescription: "a FITS header without an image", picture: { fits(value: 1).prefix(80) },
      reason: "the FITS file"),
    Defect(
      testDescription: "ra that is no number", row: "BAD,images/G0001.png,12h30m,5",
      reason: "ra \"12h30m\" is not a number"),
    Defect(
      testDescription: "dec that is no number", row: "BAD,images/G0001.png,12,+5d",
      reason: "dec \"+5d\" is not a number"),
    Defect(
      testDescription: "ra out of range", row: "BAD,images/G0001.png,360.01,5",
      reason: "ra 360.01 is outside"),
    Defect(
      testDescription: "dec out of range", row: "BAD,images/G0001.png,12,-91",
      reason: "dec -91 is outside"),
    Defect(
      testDescription: "half a position", row: "BAD,images/G0001.png,12,",
      reason: "needs both ra and dec"),
    Defect(
      testDescription: "an id that is taken", row: "G0000,images/G0001.png,,",
      reason: "the object \"G0000\" is already in row 2"),
    Defect(testDescription: "no id", row: ",images/G0001.png,,", reason: "object_id is empty"),
    Defect(
      testDescription: "an id that steers terminals", row: "B\u{1B}[31mAD,images/G0001.png,,",
      reason: "object_id holds characters that can't be shown"),
    Defect(testDescription: "no path", row: "BAD,,,", reason: "path is empty"),
    Defect(
      testDescription: "a field too many", row: "BAD,images/G0001.png,,,5",
      reason: "the row has 5 fields where the header has 4"),
    Defect(
      testDescription: "text behind a quote", row: "\"BAD\"!,images/G0001.png,,",
      reason: "the row is malformed"),
  ]

  @Test(arguments: defects)
  func aBadObjectIsListedAndTheOthersAreMade(_ defect: Defect) throws {
    let folder = try TemporaryFolder()
    try TinySurvey(count: 2, side: 16).write(to: folder)
    if let picture = try defect.picture() { try folder.write(picture, to: "bad.png") }
    try folder.write(
      "object_id,path,ra,dec\nG0000,images/G0000.png,,\n\(defect.row)\nG0001,images/G0001.png,,\n",
      to: "catalog.csv")
    let (cutouts, rejections) = try made(from: folder)
    #expect(cutouts == ["G0000", "G0001"])
    #expect(rejections.count == 1)
    #expect(rejections.first?.source.hasPrefix("catalog.csv row 3") == true)
    #expect(rejections.first?.reason.description.contains(defect.reason) == true, "\(rejections)")
    #expect(rejections.first?.reason.description.contains("\n") == false)
  }

  @Test(arguments: defects.filter { !$0.testDescription.contains("missing file") })
  func inAFolderTheSameHoldsOfPictures(_ defect: Defect) throws {
    guard let picture = try defect.picture() else { return }
    let folder = try TemporaryFolder()
    try folder.write(try Self.galaxy.pngData(), to: "good.png")
    let path = try folder.write(picture, to: "bad.jpg")
    let (cutouts, rejections) = try made(from: folder)
    #expect(cutouts == ["good"])
    #expect(rejections.map(\.source) == [path])
    #expect(rejections.first?.reason.description.contains(defect.reason) == true, "\(rejections)")
  }

  @Test func aWrongExtensionIsNoDefect() throws {
    let folder = try TemporaryFolder()
    try folder.write(try Self.galaxy.jpegData(), to: "jpeg.png")
    try folder.write(try Self.galaxy.pngData(), to: "png.jpg")
    try folder.write(Self.fits(value: 2), to: "fits.jpeg")
    try folder.write(Self.fits(value: 3), to: "own.FITS")
    let (cutouts, rejections) = try made(from: folder)
    #expect(cutouts == ["fits", "jpeg", "own", "png"])
    #expect(rejections.isEmpty)
  }

  private func made(from folder: TemporaryFolder) throws -> ([String], [Rejection]) {
    var reader = try CatalogFormat.auto.open(folder.path)
    var cutouts: [String] = []
    var rejections: [Rejection] = []
    try CutoutPipeline(size: 16).run(&reader) { chunk in
      cutouts += chunk.cutouts.map(\.entry.objectID)
      rejections += chunk.rejections
    }
    return (cutouts, rejections)
  }

  private static var galaxy: Raster { TinySurvey(count: 1).raster(0) }

  private static func half(_ data: Data) -> Data { Data(data.prefix(data.count / 2)) }

  /// A small file that says it holds 60,000 by 60,000 pixels.
  private static func bomb(_ png: Data) -> Data {
    var bytes = [UInt8](png)
    bytes.replaceSubrange(16..<24, with: [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])
    var crc = UInt32.max
    for byte in bytes[12..<29] {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    for place in 0..<4 { bytes[29 + place] = UInt8(truncatingIfNeeded: ~crc >> (24 - 8 * place)) }
    return Data(bytes)
  }

  /// A float image of 20 by 20 pixels of one value, after the FITS standard 4.0.
  private static func fits(value: Float) -> Data {
    let cards = [
      "SIMPLE  =                    T", "BITPIX  =                  -32",
      "NAXIS   =                    2", "NAXIS1  =                   20",
      "NAXIS2  =                   20", "END",
    ]
    var header = cards.map { $0.padding(toLength: 80, withPad: " ", startingAt: 0) }.joined()
    header = header.padding(toLength: 2880, withPad: " ", startingAt: 0)
    var data = Data(header.utf8)
    for _ in 0..<400 {
      withUnsafeBytes(of: value.bitPattern.bigEndian) { data.append(contentsOf: $0) }
    }
    data.append(Data(repeating: 0, count: 2880 - 1600))
    return data
  }
}
