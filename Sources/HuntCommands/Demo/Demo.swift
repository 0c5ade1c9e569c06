import ArgumentParser
import Evaluation
import Foundation
import Hunting
import Imaging
import Store
import Survey

/// The whole way: simulate, import, train, embed, score, ask, answer, rank, report.
struct Demo {
  let folder: URL
  let count: Int
  let rounds: Int
  let size: Int
  let epochs: Int?
  let engine: EngineOptions
  let console: Console
  /// How much of the ranking is looked at.
  private static let topSize = 50

  /// Does everything and says what was found.
  func run() throws -> DemoPayload {
    let start = console.context.seconds()
    try DemoFolder(folder: folder).prepare(console)
    Interrupt.watch()
    step(1, "drawing \(Figures.count(count)) galaxies")
    let survey = folder.appendingPathComponent("survey", isDirectory: true)
    try draw(into: survey)
    step(2, "importing them")
    let store = try HuntStore.create(at: Workspace(folder: folder).file.path)
    let hunt = try store.defaultHunt(name: "demo", now: console.context.now())
    _ = try CatalogImporter(store: store, source: survey, name: "simulated").run(console)
    step(3, "training the embedder, the scorer and the classifier")
    let trained = try train(store)
    step(4, "embedding and scoring")
    let choice = try engine.start()
    let embedder = try store.trained(.embedder, id: nil)
    _ = try EmbeddingFiller(store: store, record: embedder, engine: choice, batchSize: 512)
      .fill(console)
    _ = try ScoreFiller(
      store: store, scorer: try store.trained(.scorer, id: nil), embedder: embedder,
      engine: choice, batchSize: 512
    ).fill(console)
    step(5, "\(Figures.count(rounds, "round")) of \(Figures.count(size, "question"))")
    let (asked, found) = try ask(store, hunt)
    step(6, "ranking and writing the reports")
    let ranking = try Ranking(store, by: .personal, now: console.context.now())
    let sheet = try contactSheet(ranking, store)
    let reporting = Reporting(
      store: store, engine: choice, folder: folder, resamples: 1000, console: console)
    let reports = [try reporting.classifier(), try reporting.hunt()]
    let judged = try judge(ranking, store)
    try store.close()
    var metrics = judged.metrics
    for training in trained where training.kind == "classifier" {
      for name in ["testAccuracy", "testMacroAUC"] { metrics[name] = training.metrics[name] }
    }
    return DemoPayload(
      workspace: folder.path, reports: reports.map(\.path), contactSheet: sheet.path,
      galaxies: count, rare: judged.rare, asked: asked, rareAsked: found,
      rareInTop: judged.rareInTop, topSize: Self.topSize,
      seconds: console.context.seconds() - start, metrics: metrics)
  }

  private func step(_ number: Int, _ what: String) {
    console.note("[\(number)/6] \(what)")
  }

  private func draw(into survey: URL) throws {
    let progress = console.progress("simulate", total: count)
    defer { progress.finish() }
    try SkySimulator(seed: engine.seed, anomalyFraction: 0.05)
      .write(count: count, to: survey.path) { progress.update($0) }
  }

  private func train(_ store: HuntStore) throws -> [TrainingPayload] {
    let kinds: [(Store.ModelKind, epochs: Int)] = [
      (.embedder, 6), (.scorer, 2), (.classifier, 8),
    ]
    return try kinds.map { kind, usual in
      var options = try TrainOptions.parse([])
      options.epochs = epochs ?? usual
      return try ModelTraining(store: store, options: options, engine: engine, console: console)
        .train(kind)
    }
  }

  /// Rounds of questions and answers; gives how many were asked and how many of them are rare.
  private func ask(_ store: HuntStore, _ hunt: HuntRecord) throws -> (asked: Int, rare: Int) {
    let person = SimulatedPerson(store: store, hunt: hunt)
    var total = (asked: 0, rare: 0)
    for _ in 0..<rounds {
      let state = try HuntState(store, for: "ask about", now: console.context.now())
      let round = try RoundPlanner(state: state, size: size, seed: engine.seed)
        .ask(now: console.context.now())
      guard let round else { break }
      let (answered, rare) = try person.answer(now: console.context.now)
      total = (total.asked + answered, total.rare + rare)
      console.note(
        "  round \(round.round): \(Figures.count(rare)) of \(Figures.count(answered)) are rare")
      try console.checkInterrupt("every answer so far is kept in \(folder.path)")
    }
    return total
  }

  private func contactSheet(_ ranking: Ranking, _ store: HuntStore) throws -> URL {
    let cells = try ranking.top(Self.topSize, unlabelledOnly: false, in: store).map {
      ContactSheet.Cell(
        try store.raster(of: $0.galaxy),
        captions: ["\($0.entry.rank) \($0.entry.objectID)", $0.entry.knownClass ?? ""])
    }
    let file = folder.appendingPathComponent("top.png")
    try console.write(try ContactSheet().raster(of: cells).pngData(), to: file)
    return file
  }

  /// The ranking of what nobody labelled, against the truth that the simulator knows.
  private func judge(
    _ ranking: Ranking, _ store: HuntStore
  ) throws -> (rare: Int, rareInTop: Int, metrics: [String: Double]) {
    let rare = Set(
      try store.galaxies().filter { SimulatedPerson.isHunted($0.knownClass) }.map(\.id))
    let open = ranking.ids.indices.filter { ranking.labels[ranking.ids[$0]] == nil }
    let hits = open.map { rare.contains(ranking.ids[$0]) }
    let inTop = hits.prefix(Self.topSize).count { $0 }
    var metrics = [
      "expectedInTop": Double(hits.count { $0 } * min(Self.topSize, hits.count))
        / Double(max(1, hits.count))
    ]
    metrics["rankingAUC"] = areaUnderROC(scores: open.map { ranking.scores[$0] }, labels: hits)
    return (rare.count, inTop, metrics)
  }
}
