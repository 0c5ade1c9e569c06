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
    #expect(entry.imagePath == folder.path("sky/images/G0000.png"))

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
    #expect(throws: SurveyError.notATable(path: folder.path, detail: "it is a folder")) {
      try CatalogFormat.csv.open(folder.path)
    }
  }

  @Test func anEmptyFolderIsAnError() throws {
    #expect(throws: SurveyError.noPictures(path: folder.path)) {
      try CatalogFormat.auto.open(folder.path)
    }
  }

  @Test func aPictureIsNotACatalog() throws {
    let path = try folder.write(TinySurvey(count: 1).raster(0).pngData(), to: "one.png")
    #expect(throws: SurveyError.notATable(path: path, detail: "it holds binary data")) {
      try CatalogFormat.auto.open(path)
    }
  }
}
