import AHuntKit
import Foundation
import Hunting
import Store
import TestSupport
import Testing
import Vocabulary

/// A hunt through a tiny survey whose galaxies have vectors without a model: rings stand apart.
struct HuntFixture {
  let folder: TemporaryFolder
  let hunt: Hunt
  /// Numbers of the galaxies in the store; galaxy `i` is of the class `survey.label(i)`.
  let ids: [Int64]
  let survey: TinySurvey

  init(galaxies count: Int = 60, isEmbedded: Bool = true) throws {
    survey = TinySurvey(count: count, side: 16)
    folder = try TemporaryFolder()
    let catalog = try survey.write(to: folder)
    hunt = try Hunt.create(in: folder.url.appendingPathComponent("hunt"), name: "test").hunt
    var request = CatalogImport(source: URL(fileURLWithPath: catalog), name: "tiny")
    request.size = 16
    try hunt.importCatalog(request)
    ids = try hunt.store.galaxyIDs()
    if isEmbedded { try embed() }
  }

  /// Stores an embedder that never was one, vectors by class, and a fused novelty.
  func embed() throws {
    let embedder = try hunt.store.save(
      NewModel(kind: .embedder, preset: "seed", weights: Data([0]), softwareVersion: "test"))
    var generator = SystemRandom(state: 7)
    let vectors = ids.indices.flatMap { index -> [Float] in
      let centre = Float(TinySurvey.classes.firstIndex(of: survey.label(index)) ?? 0)
      return (0..<6).map { column in
        (column == 0 ? 3 * centre : 0) + Float.random(in: -1...1, using: &generator)
      }
    }
    try hunt.store.writeEmbeddings(
      model: embedder, of: try hunt.store.pixelRevisions(of: ids), dimension: 6, values: vectors)
  }

  /// The class that the catalog knows of a question's galaxy.
  func known(_ question: Question) throws -> String {
    let index = try #require(ids.firstIndex(of: question.galaxy))
    return survey.label(index)
  }

  /// Another program that has the same hunt open.
  func opened() throws -> Hunt { try Hunt.open(in: hunt.folder) }

  /// Answers every open question by the catalog's class, naming it where it is new.
  func answerAll(hunting: String = "ring", by annotator: String = "ann") throws {
    for question in try hunt.openQuestions() {
      let name = try known(question)
      let classes = try hunt.classes()
      let chosen =
        try classes.first { $0.name == name }
        ?? hunt.addClass(name, interest: name == hunting ? 1 : 0)
      try hunt.answer(question, with: chosen, annotator: annotator)
    }
  }
}

/// A small generator of the tests' own, the same everywhere.
struct SystemRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
