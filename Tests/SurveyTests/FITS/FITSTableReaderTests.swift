import Foundation
import Imaging
import Survey
import TestSupport
import Testing

struct FITSTableReaderTests {
  private static func reader(
    _ name: String, columns: CatalogColumns = CatalogColumns(), table: String? = nil,
    cutout: String? = nil, bands: String? = nil
  ) throws -> FITSTableReader {
    try FITSTableReader(
      path: FITSSurveyFixture.path(name), columns: columns,
      options: FITSTableOptions(
        table: table, cutoutColumn: cutout,
        bands: try bands.map { try #require(BandMapping($0)) } ?? .automatic))
  }

  @Test func everyColumnFindsItsPlace() throws {
    let reader = try FITSTableReaderTests.reader("paths.fits")
    #expect(reader.catalogName == "paths")
    #expect(reader.count == 7)
    let items = try FITSSurveyFixture.items(reader)
    let folder = (FITSSurveyFixture.path("paths.fits") as NSString).deletingLastPathComponent
    #expect(
      items.prefix(2) == [
        .entry(
          CatalogEntry(
            objectID: "A1", picture: .file("\(folder)/images/a1.fits"), label: "ring",
            rightAscension: 10.5, declination: -45.25, redshift: 0.25,
            attributes: [
              "mag": "17.1", "flux": "1e-17", "count": "-7", "big": "18446744073709551615",
              "small": "200", "good": "true",
            ], row: 1, origin: "paths.fits row 1")),
        .entry(
          CatalogEntry(
            objectID: "A2", picture: .file("/far/a2.png"), rightAscension: 359.999,
            declination: 90,
            attributes: [
              "mag": "", "flux": "0.1", "count": "", "big": "0", "small": "0", "good": "false",
            ], row: 2, origin: "paths.fits row 2")),
      ])
    #expect(
      items.dropFirst(2).map(\.reason) == [
        "Object_ID is empty", "the object \"A1\" is already in row 1", "path is empty",
        "RA 400.0 is outside 0.0...360.0°",
        "a position needs both ra and dec, and one of them is empty",
      ])
  }

  @Test func columnsCanBeNamed() throws {
    let columns = CatalogColumns(objectID: "path", path: "label", label: "object_id")
    let first = try FITSSurveyFixture.items(
      FITSTableReaderTests.reader("paths.fits", columns: columns))[0].entry
    #expect(first?.objectID == "images/a1.fits")
    #expect(first?.picture.path?.hasSuffix("/ring") == true)
    #expect(first?.label == "A1")
  }

  @Test func cutoutsAreAstropysPixels() throws {
    let pixels = try FITSSurveyFixture.pixels().bands
    let items = try FITSSurveyFixture.items(
      FITSTableReaderTests.reader("cutouts.fits", columns: CatalogColumns(objectID: "targetid")))
    // Without names, bands go from blue to red.
    let expected = pixels.map { FITSSurveyFixture.picture($0, planes: [2, 1, 0]) }
    #expect(
      items.map { $0.entry?.picture } == [
        .float(expected[0]), .float(expected[1]), nil, .float(expected[3]),
      ])
    #expect(items[0].entry?.objectID == "39627000000000001")
    #expect(items[0].entry?.attributes.isEmpty == true)
    #expect(items[2].reason?.contains("every pixel is blank") == true)
  }

  @Test func bandsAndTablesAreChosen() throws {
    let pixels = try FITSSurveyFixture.pixels()
    let five = try FITSSurveyFixture.items(
      FITSTableReaderTests.reader("cutouts.fits", table: "flat", cutout: "five", bands: "3,2,0"))
    #expect(
      five.map { $0.entry?.picture }
        == pixels.five.map { .float(FITSSurveyFixture.picture($0, planes: [3, 2, 0])) })

    // Twenty-five numbers without a shape are a square.
    let flat = try FITSSurveyFixture.items(
      FITSTableReaderTests.reader("cutouts.fits", table: "2"))
    let first = FITSSurveyFixture.picture(pixels.bands[0], planes: [0, 0, 0])
    #expect(flat[0].entry?.picture == .float(first))
  }

  @Test(arguments: ["cutout", "woven"])
  func bytesStayBytes(column: String) throws {
    let items = try FITSSurveyFixture.items(
      FITSTableReaderTests.reader("bytes.fits", cutout: column))
    let expected = try FITSSurveyFixture.pixels().bytes.map { values in
      let picture = FITSSurveyFixture.picture(values, planes: [0, 1, 2])
      return PictureSource.raster(
        Raster(
          width: picture.width, height: picture.height, pixels: picture.values.map(UInt8.init)))
    }
    #expect(items.compactMap { $0.entry?.picture } == expected)
  }

  @Test(arguments: [
    (
      "cutouts.fits", CatalogColumns(objectID: "name"), nil, nil,
      "has no column \"name\" among TARGE"
    ),
    (
      "cutouts.fits", CatalogColumns(objectID: "ra"), nil, "stamp",
      "no column \"stamp\" among TARGE"
    ),
    (
      "positions.fits", CatalogColumns(), nil, nil, "no column \"path\" among "
    ),
    ("paths.fits", CatalogColumns(label: "class"), nil, nil, "no column \"class\" among "),
    ("paths.fits", CatalogColumns(), "GALAXIES", nil, "no table \"GALAXIES\"; it has extension 1"),
    ("paths.fits", CatalogColumns(), nil, "mag", "the column mag holds no arrays of numbers"),
    ("cutouts.fits", CatalogColumns(), "FLAT", "odd", "the cells of odd are arrays of 7"),
    ("cutouts.fits", CatalogColumns(), "FLAT", "five", "5 bands, and nothing says which are red"),
    ("mosaic.fits", CatalogColumns(), nil, nil, "the FITS file has no table; it has nothing but"),
    ("positions.csv", CatalogColumns(), nil, nil, "it does not begin with SIMPLE, as FITS does"),
    ("nowhere.fits", CatalogColumns(), nil, nil, "there is no such file"),
  ])
  func tablesThatDoNotDoAreErrors(
    name: String, columns: CatalogColumns, table: String?, cutout: String?, message: String
  ) {
    let error = #expect(throws: SurveyError.self) {
      try FITSTableReaderTests.reader(name, columns: columns, table: table, cutout: cutout)
    }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains(message), "\(text)")
    #expect(text.contains(name))
  }

  @Test func aTableThatIsCutShortIsRefused() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: FITSSurveyFixture.path("cutouts.fits")))
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes.prefix(6000), to: "cut.fits")
    let error = #expect(throws: SurveyError.self) { try FITSTableReader(path: path) }
    #expect(error.map { "\($0)" }?.contains("cut short") == true)
  }
}
