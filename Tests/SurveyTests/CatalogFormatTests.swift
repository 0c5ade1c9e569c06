import Foundation
import Imaging
import Survey
import TestSupport
import Testing

struct CatalogFormatTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func aFolderWithATableIsReadByTheTable() throws {
    try TinySurvey(count: 3, side: 4).write(to: folder, below: "sky")
    var reader = try CatalogFormat.auto.open(folder.path("sky"))
    #expect(reader.catalogName == "sky")
    guard case .entry(let entry)? = try reader.next() else {
      Issue.record("there is no entry")
      return
    }
    #expect(entry.label == "round")
    #expect(entry.picture == .file(folder.path("sky/images/G0000.png")))

    var pictures = try CatalogFormat.folder.open(folder.path("sky/"))
    #expect(pictures.catalogName == "sky")
    guard case .entry(let picture)? = try pictures.next() else {
      Issue.record("there is no entry")
      return
    }
    #expect(picture.label == nil)
    #expect(picture.rightAscension == nil)
  }

  @Test func aTextFileIsATableWhateverItsExtension() throws {
    let path = try folder.write("object_id,path\na,a.png\n", to: "galaxies.txt")
    #expect(try CatalogFormat.auto.open(path).catalogName == "galaxies")
  }

  @Test(arguments: CatalogFormat.allCases)
  func aMissingPathIsAnError(format: CatalogFormat) {
    let path = folder.path("nowhere")
    #expect(throws: SurveyError.missingSource(path: path)) { try format.open(path) }
  }

  @Test func theWrongFormatIsAnError() throws {
    let file = try folder.write("object_id,path\na,a.png\n", to: "catalog.csv")
    #expect(throws: SurveyError.notAFolder(path: file)) { try CatalogFormat.folder.open(file) }
    #expect(
      throws: SurveyError.notATable(path: folder.path, detail: "it is a folder without catalog.csv")
    ) {
      _ = try folder.write("x", to: "a.png")
      try FileManager.default.removeItem(atPath: file)
      return try CatalogFormat.csv.open(folder.path)
    }
    for format in [CatalogFormat.fits, .mosaic, .galaxy10, .galaxymnist] {
      #expect(throws: SurveyError.isAFolder(path: folder.path, format: format)) {
        try format.open(folder.path)
      }
    }
    let text = try folder.write("object_id,ra,dec\na,1,2\n", to: "positions.csv")
    #expect(throws: SurveyError.noMosaic(path: text)) { try CatalogFormat.mosaic.open(text) }
  }

  @Test func anEmptyFolderIsAnError() throws {
    #expect(throws: SurveyError.noPictures(path: folder.path)) {
      try CatalogFormat.auto.open(folder.path)
    }
  }

  /// Files under names that say something else.
  @Test(arguments: [
    ("HDF5/Galaxy10_DECals.h5", CatalogFormat.galaxy10), ("HDF5/Galaxy10.h5", .galaxy10),
    ("HDF5/train_dataset.hdf5", .galaxymnist), ("HDF5/behind_user_block.h5", .galaxymnist),
    ("FITS/paths.fits", .fits), ("FITS/positions.csv", .csv),
  ])
  func theContentDecides(fixture: String, format: CatalogFormat) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(fixture)")
    let path = try folder.write(Data(contentsOf: file), to: "survey.csv")
    #expect(try CatalogFormat.detected(at: path) == format)
    try folder.write(Data(contentsOf: file), to: "survey.jpg")
    #expect(try CatalogFormat.detected(at: folder.path("survey.jpg")) == format)
  }

  @Test func aTableWithAMosaicIsAListOfPositions() throws {
    let options = CatalogOptions(mosaic: "coadd.fits")
    for fixture in ["positions.csv", "positions.fits"] {
      let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/FITS/\(fixture)").path
      #expect(try CatalogFormat.detected(at: path, options: options) == .mosaic)
    }
  }

  @Test func aTableOfPositionsIsToldAboutMosaics() throws {
    let path = try folder.write("object_id,ra,dec\na,1,2\n", to: "positions.csv")
    #expect(
      throws: SurveyError.missingColumn(
        path: path, column: "path", existing: ["object_id", "ra", "dec"],
        sought: .picture(objectIDs: "object_id", hasPositions: true))
    ) { try CatalogFormat.auto.open(path) }
  }

  @Test(
    arguments: [
      ([0x1F, 0x8B, 8, 0], "gzip"), ([0x50, 0x4B, 3, 4], "ZIP"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"),
      (Array("PAR1….".utf8), "Parquet"), (Array("BZh91AY".utf8), "bzip2"),
      (Array("SQLite format 3\0".utf8), "SQLite"),
      (Array("<html><body>403".utf8), "web page"),
      (Array("version https://git-lfs.github.com/spec/v1".utf8), "Git LFS"),
    ] as [([UInt8], String)])
  func whatIsNoCatalogIsNamed(start: [UInt8], word: String) throws {
    let path = try folder.write(Data(start), to: "survey.csv")
    let error = #expect(throws: SurveyError.self) { try CatalogFormat.auto.open(path) }
    #expect("\(error!)".contains(word) && "\(error!)".contains(path))
  }

  @Test func aPictureIsNotACatalog() throws {
    let path = try folder.write(TinySurvey(count: 1).raster(0).pngData(), to: "one.png")
    #expect(
      throws: SurveyError.notACatalog(path: path, .png)
    ) {
      try CatalogFormat.auto.open(path)
    }
  }

  @Test func binaryDataIsNotATable() throws {
    let path = try folder.write(Data([65, 0, 66]), to: "survey.csv")
    #expect(throws: SurveyError.notATable(path: path, detail: "it holds binary data")) {
      try CatalogFormat.auto.open(path)
    }
  }
}
