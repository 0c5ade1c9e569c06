import AHuntKit
import Foundation
import Store
import TestSupport
import Testing
import Vocabulary

/// The whole way through the library, with real models.
@Suite(.serialized) struct WholeWayTests {
  @Test func fromASimulatedSurveyToReports() throws {
    let folder = try TemporaryFolder()
    let sky = folder.url.appendingPathComponent("sky", isDirectory: true)
    let counts = try SimulatedSky(seed: 3, anomalyFraction: 0.2).draw(64, into: sky)
    #expect(counts.values.reduce(0, +) == 64)
    let hunt = try Hunt.create(in: folder.url.appendingPathComponent("hunt")).hunt
    #expect(try hunt.importCatalog(CatalogImport(source: sky)).imported == 64)
    let engine = EngineSettings(threads: 1, precision: .float32)
    var request = TrainingRequest(.embedder)
    request.epochs = 1
    let trained = try hunt.trainAll(request, engine: engine)
    #expect(trained.map(\.kind) == [.embedder, .scorer, .classifier])
    #expect(trained.allSatisfy { $0.epochs == 1 && !$0.metrics.isEmpty })
    #expect(try hunt.embed(engine: engine).written == 64)
    #expect(try hunt.embed(engine: engine).written == 0)
    #expect(try hunt.score(engine: engine).written == 64)
    #expect(try hunt.status().next == .ask)
    for kind in ScoreKind.stored {
      let entries = try hunt.rank(RankRequest(by: kind, count: 64)).entries
      #expect(entries.count == 64 && entries.map(\.score) == entries.map(\.score).sorted(by: >))
    }
    try hunt.askRound(RoundRequest(size: 10))
    let ring = try hunt.addClass("ring")
    for question in try hunt.openQuestions() {
      try hunt.answer(question, with: ring, annotator: "ann")
    }
    let written = try hunt.reportAll(engine: engine)
    #expect(written.failures.isEmpty)
    let files = written.files
    #expect(files.map(\.lastPathComponent) == ["classifier.html", "training.html", "hunt.html"])
    for file in files {
      #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
    }
    let (png, _) = try hunt.sample(count: 4, engine: engine)
    #expect(!png.isEmpty)
    // The same training again is there already; a stopped one says what is kept.
    request.isResuming = true
    request.kind = .scorer
    #expect(try hunt.train(request, engine: engine).model == trained[1].model)
    request.epochs = 3
    #expect(throws: HuntError.interrupted(.trained(.scorer, epoch: nil))) {
      try hunt.train(request, engine: engine, activity: Activity(isCancelled: { true }))
    }
    let model = folder.url.appendingPathComponent("scorer.safetensors")
    try hunt.exportModel(trained[1].model, to: model)
    #expect(try hunt.importModel(from: model).kind == .scorer)
    try hunt.close()
  }

  /// The training tries the classifier on its test galaxies; a report takes what it said from there.
  @Test func aReportTakesWhatTheTrainingsTestSaid() throws {
    let folder = try TemporaryFolder()
    let sky = folder.url.appendingPathComponent("sky", isDirectory: true)
    _ = try SimulatedSky(seed: 5, anomalyFraction: 0.2).draw(80, into: sky)
    let hunt = try Hunt.create(in: folder.url.appendingPathComponent("hunt")).hunt
    try hunt.importCatalog(CatalogImport(source: sky))
    let engine = EngineSettings(threads: 1, precision: .float32)
    var request = TrainingRequest(.classifier)
    request.epochs = 1
    let first = try hunt.train(request, engine: engine)
    let store = hunt.store
    let kept = try store.embeddings(model: first.model)
    #expect(kept.count == Int(try #require(first.metrics["testGalaxies"])))
    func said() throws -> String {
      let page = try hunt.report(.classifier, engine: engine)
      return try String(
        contentsOf: page.deletingPathExtension().appendingPathExtension("csv"), encoding: .utf8)
    }
    let before = try said()
    // Another hunt has the model and not what it said: it is computed, and is the same.
    let file = folder.url.appendingPathComponent("classifier.safetensors")
    try hunt.exportModel(first.model, to: file)
    let second = try hunt.importModel(from: file)
    #expect(try store.embeddings(model: second.id).count == 0)
    #expect(try said() == before)
    // Kept for some of the galaxies, it stands for those alone.
    let names = kept.dimension
    let pixels = try store.pixelRevisions(of: Array(kept.ids.prefix(2)))
    func keep(_ probabilities: [Float]) throws {
      try store.writeEmbeddings(
        model: second.id, of: pixels, dimension: names, values: probabilities)
    }
    let certain = (0..<names).map { $0 == 1 ? Float(1) : 0 }
    try keep(certain + certain)
    let lines = try (said().split(separator: "\n"), before.split(separator: "\n"))
    #expect(lines.0.count == lines.1.count)
    #expect(zip(lines.0, lines.1).count { $0 != $1 } == 2)
    try keep(certain + certain.map { 2 * $0 })
    #expect(
      throws: StoreError.altered(
        table: "embedding", row: "model \(second.id), galaxy \(kept.ids[1])", column: "vector")
    ) { try said() }
    #expect(try store.check(.deep).problems.isEmpty)
  }

  @Test func finetuningSaysWhatTheAnswersLack() throws {
    let fixture = try HuntFixture()
    #expect(throws: HuntError.tooFewAnswers(.answers(0))) { try fixture.hunt.finetune() }
    try fixture.hunt.addClass("all")
    for _ in 0..<2 {
      try fixture.hunt.askRound(RoundRequest(size: 20))
      for question in try fixture.hunt.openQuestions() {
        try fixture.hunt.answer(
          question, with: try #require(try fixture.hunt.classes().first), annotator: "ann")
      }
    }
    #expect(throws: HuntError.tooFewAnswers(.oneClass("all", answers: 40))) {
      try fixture.hunt.finetune()
    }
  }
}
