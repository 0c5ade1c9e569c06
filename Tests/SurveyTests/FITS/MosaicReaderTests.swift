import Foundation
import Imaging
import Survey
import TestSupport
import Testing

struct MosaicReaderTests {
  private static func items(
    _ list: String = "positions.csv", columns: CatalogColumns = CatalogColumns(),
    angle: Double? = nil, size: Int = 8
  ) throws -> [CatalogItem] {
    try FITSSurveyFixture.items(
      MosaicReader(
        positions: FITSSurveyFixture.path(list), columns: columns,
        mosaic: FITSSurveyFixture.path("mosaic.fits"), angle: angle, size: size))
  }

  @Test func everyPositionIsCutOutOrRefused() throws {
    let items = try MosaicReaderTests.items(size: 3)
    #expect(items.map { $0.entry?.objectID } == ["middle", "corner", nil, nil, "other", nil, nil])
    // The mosaic counts up along its rows of 80 pixels, from the bottom.
    for (index, x, y) in [(0, 40, 30), (1, 3, 3), (4, 17, 44)] {
      let entry = try #require(items[index].entry)
      guard case .float(let picture) = entry.picture else {
        Issue.record("\(entry.picture) has no floats")
        continue
      }
      for row in 0..<3 {
        for column in 0..<3 {
          #expect(picture[column, row, 1] == Float((y + 1 - row) * 80 + x - 1 + column))
        }
      }
      #expect(entry.label == "lens")
      #expect(entry.rightAscension.map { abs($0 - 200) < 0.1 } == true)
      #expect(entry.origin == "positions.csv row \(index + 2)")
    }
    #expect(
      items.map(\.reason) == [
        nil, nil, "the position is outside the image (it falls on pixel -20, 10 of 80×60)",
        "there is no data in the picture (100% of the cutout is blank or beyond the mosaic's edge)",
        nil, "the catalog gives no ra and dec to cut it out by",
        "ra \"x\" is not a number of degrees",
      ])
    guard case .rejection(let rejection) = items[2] else { return }
    #expect(rejection.source == "positions.csv row 4 (mosaic.fits)")
  }

  @Test func anAngleIsTurnedIntoPixels() throws {
    // sqrt(0.9² + 0.2²) arcseconds per pixel.
    let items = try MosaicReaderTests.items(angle: 12)
    guard case .float(let picture)? = items[0].entry?.picture else {
      Issue.record("\(items[0])")
      return
    }
    #expect(picture.width == 13 && picture.height == 13)
  }

  @Test func aFITSTableOfPositionsDoesTheSame() throws {
    // Galaxies lie on pixel centres, which an even side would have to round up or down: the text's
    // nine decimals would decide.
    let fromText = try MosaicReaderTests.items(size: 7).prefix(5).map { $0.entry?.picture }
    let fromTable = try MosaicReaderTests.items("positions.fits", size: 7)
    #expect(fromTable.map { $0.entry?.picture } == fromText)
    #expect(fromTable[0].entry?.label == "lens")
  }

  @Test func columnsCanBeNamed() throws {
    let columns = CatalogColumns(objectID: "label", label: "object_id")
    let first = try MosaicReaderTests.items(columns: columns)[0].entry
    #expect(first?.objectID == "lens")
    #expect(first?.label == "middle")
  }

  @Test func aLongListKeepsItsOrder() throws {
    let folder = try TemporaryFolder()
    var text = "object_id,ra,dec\n"
    for i in 0..<700 {
      text +=
        "g\(i),\(200 + Double(i * 37 % 100 - 50) * 1e-4),\(-30 + Double(i % 50 - 25) * 1e-4)\n"
    }
    let list = try folder.write(text, to: "long.csv")
    let reader = try MosaicReader(
      positions: list, mosaic: FITSSurveyFixture.path("mosaic.fits"), size: 4)
    let items = try FITSSurveyFixture.items(reader)
    #expect(items.map { $0.entry?.objectID } == (0..<700).map { "g\($0)" })
    let mosaic = try FITSMosaic(path: FITSSurveyFixture.path("mosaic.fits"))
    for item in items {
      let entry = try #require(item.entry)
      let expected = try mosaic.cutout(
        rightAscension: entry.rightAscension ?? 0, declination: entry.declination ?? 0, side: 4)
      #expect(entry.picture == .float(expected))
    }
  }

  @Test func whatCannotBeOpenedIsAnError() throws {
    let list = FITSSurveyFixture.path("positions.csv")
    let path = FITSSurveyFixture.path("paths.fits")
    #expect(
      throws: SurveyError.unusableFITS(
        path: path, .noSuchBand(name: "", existing: []))
    ) {
      try MosaicReader(positions: list, mosaic: path)
    }
    let nowhere = FITSSurveyFixture.path("nowhere.csv")
    #expect(throws: SurveyError.missingSource(path: nowhere)) {
      try MosaicReader(positions: nowhere, mosaic: FITSSurveyFixture.path("mosaic.fits"))
    }
  }
}
