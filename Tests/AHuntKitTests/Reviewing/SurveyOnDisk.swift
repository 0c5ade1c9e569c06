import AHuntKit
import Foundation
import Imaging
import Review
import Store
import Survey
import TestSupport
import Vocabulary

/// A hunt through a catalog on disk, whose pictures can be changed under it.
struct SurveyOnDisk {
  let folder: TemporaryFolder
  let hunt: Hunt
  let guide: HuntGuide

  /// Imports a catalog that `write` puts into a folder and gives the path of.
  init(
    size: Int = 16, _ change: (inout CatalogImport) -> Void = { _ in },
    write: (TemporaryFolder) throws -> String
  ) throws {
    folder = try TemporaryFolder()
    let source = try write(folder)
    hunt = try Hunt.create(in: folder.url.appendingPathComponent("hunt"), name: "test").hunt
    var request = CatalogImport(source: URL(fileURLWithPath: source), name: "tiny")
    request.size = size
    change(&request)
    try hunt.importCatalog(request)
    guide = hunt.reviewGuide()
  }

  /// Six PNG pictures of 48 pixels a side, of which cutouts of 16 are kept.
  static func png(crop: Double = 1) throws -> SurveyOnDisk {
    try SurveyOnDisk {
      $0.recipe = CutoutRecipe(crop: crop)
    } write: {
      try TinySurvey(count: 6, side: 48).write(to: $0)
    }
  }

  /// A question about the galaxy at an index, as a round would ask it.
  func question(_ index: Int = 0) throws -> Question {
    let record = try hunt.store.galaxies()[index]
    return Question(id: 1, galaxy: record.id, objectID: record.objectID)
  }

  /// The best picture of a galaxy and what is said about it.
  func picture(
    _ index: Int = 0, side: Int = 500, _ change: (inout PictureView) -> Void = { _ in }
  ) throws -> (raster: Raster, note: String) {
    var view = PictureView()
    change(&view)
    let picture = try guide.picture(of: question(index), view: view, side: side)
    return (picture.parts[0].raster, picture.note)
  }

  /// A file of the fixtures of the tests of the readers.
  static func fixture(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("SurveyTests/Fixtures/\(name)")
  }

  /// Copies such a file into a folder.
  static func copy(_ name: String, to folder: TemporaryFolder) throws -> String {
    let target = folder.url.appendingPathComponent((name as NSString).lastPathComponent)
    try FileManager.default.copyItem(at: fixture(name), to: target)
    return target.path
  }
}
