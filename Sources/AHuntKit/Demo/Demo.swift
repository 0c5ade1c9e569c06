import Evaluation
import Files
public import Foundation
import Store
import Survey

/// The whole way on a simulated survey, with a simulated person: draw, import, train, embed, score,
/// ask, answer, rank, report.
public struct Demo: Sendable {
  /// The folder for the survey, the hunt and the reports.
  public var folder: URL
  /// Galaxies to draw.
  public var count = 3000
  /// Rounds of questions.
  public var rounds = 5
  /// Questions per round.
  public var size = 20
  /// Epochs of each training; nil takes a few.
  public var epochs: Int?
  /// Epochs that fit into a few minutes on two cores. Few suffice: a galaxy's vector owes nearly
  /// everything to its measured shape, which needs no training and which the classifier sees too.
  static let usualEpochs: [TrainableKind: Int] = [.embedder: 1, .scorer: 1, .classifier: 4]
  /// Share of the rare kinds.
  static let rareShare = 0.03
  /// Cutouts per step of the classifier: in few epochs, more and smaller steps learn more.
  static let classifierBatch = 32
  /// The classifier's settings: those that see the measured shape.
  static let classifierPreset = "strong"
  /// How much of the ranking is looked at.
  static let topSize = 50

  /// A demonstration in a folder, which an earlier one may have made.
  public init(in folder: URL) { self.folder = folder }

  /// Does everything and says what was found.
  ///
  /// - Throws: `HuntError.foreignDemoFolder` or `.answeredDemo` where the folder holds what must
  ///   stay; `.interrupted`; an error of the engine or of the store.
  public func run(
    engine: EngineSettings = EngineSettings(), activity: Activity = Activity()
  ) throws -> DemoSummary {
    let start = activity.seconds()
    try DemoFolder(folder: folder).prepare()
    activity.note(.demo(.draw(galaxies: count)))
    let survey = folder.appendingPathComponent("survey", isDirectory: true)
    try SimulatedSky(seed: engine.seed, anomalyFraction: Self.rareShare)
      .draw(count, into: survey, activity: activity)
    activity.note(.demo(.import))
    let hunt = try Hunt.create(in: folder, name: "demo", now: activity.now()).hunt
    try hunt.importCatalog(CatalogImport(source: survey, name: "simulated"), activity: activity)
    activity.note(.demo(.train))
    let classifier = try train(hunt, engine, activity)
    activity.note(.demo(.score))
    try hunt.embed(engine: engine, activity: activity)
    try hunt.score(engine: engine, activity: activity)
    activity.note(.demo(.ask(rounds: rounds, questions: size)))
    let (asked, found) = try ask(hunt, engine, activity)
    activity.note(.demo(.report))
    let ranking = try hunt.rank(RankRequest(count: Self.topSize), activity: activity)
    let sheet = folder.appendingPathComponent("top.png")
    try OutputFile.write(
      try hunt.contactSheet(
        ranking.entries.map {
          ($0.galaxy, ["\($0.rank) \($0.objectID)", $0.knownClass ?? ""])
        }), to: sheet)
    var request = ReportRequest()
    request.folder = folder
    let reports = try [ReportKind.classifier, .hunt].map {
      try hunt.report($0, request, engine: engine, activity: activity)
    }
    let judged = try judge(hunt, activity)
    try hunt.close()
    return DemoSummary(
      folder: folder, reports: reports, contactSheet: sheet, galaxies: count, rare: judged.rare,
      asked: asked, rareAsked: found, rareInTop: judged.rareInTop,
      expectedInTop: judged.expectedInTop, topSize: Self.topSize, rankingAUC: judged.area,
      classifier: classifier.metrics, seconds: activity.seconds() - start)
  }

  private func train(
    _ hunt: Hunt, _ engine: EngineSettings, _ activity: Activity
  ) throws -> TrainingSummary {
    func train(_ kind: TrainableKind) throws -> TrainingSummary {
      var request = TrainingRequest(kind)
      request.epochs = epochs ?? Self.usualEpochs[kind]
      if kind == .classifier {
        request.preset = Self.classifierPreset
        request.batchSize = Self.classifierBatch
      }
      return try hunt.train(request, engine: engine, activity: activity)
    }
    _ = try train(.embedder)
    _ = try train(.scorer)
    return try train(.classifier)
  }

  /// Rounds of questions and answers; gives how many were asked and how many of them are rare.
  private func ask(
    _ hunt: Hunt, _ engine: EngineSettings, _ activity: Activity
  ) throws -> (asked: Int, rare: Int) {
    let person = SimulatedPerson(hunt: hunt)
    var total = (asked: 0, rare: 0)
    for _ in 0..<rounds {
      let round: AskedRound
      do {
        round = try hunt.askRound(
          RoundRequest(size: size, seed: engine.seed), activity: activity)
      } catch HuntError.nothingToAsk {
        break
      }
      let (answered, rare) = try person.answer(activity: activity)
      total = (total.asked + answered, total.rare + rare)
      activity.note(.demo(.answered(round: round.number, questions: answered, rare: rare)))
      try activity.check(.demo(path: folder.path))
    }
    return total
  }

  /// The ranking of what nobody labelled, against the truth that the simulator knows.
  private func judge(
    _ hunt: Hunt, _ activity: Activity
  ) throws -> (rare: Int, rareInTop: Int, expectedInTop: Double, area: Double?) {
    let (ranking, galaxies) = try hunt.store.snapshot { store in
      (
        try RankedSurvey(store, hunt: hunt.id, by: .personal, activity: activity),
        try store.galaxies()
      )
    }
    let rare = Set(galaxies.filter { SimulatedPerson.isHunted($0.knownClass) }.map(\.id))
    let open = ranking.ids.indices.filter { ranking.labels[ranking.ids[$0]] == nil }
    let hits = open.map { rare.contains(ranking.ids[$0]) }
    let expected =
      Double(hits.count { $0 } * min(Self.topSize, hits.count)) / Double(max(1, hits.count))
    return (
      rare.count, hits.prefix(Self.topSize).count { $0 }, expected,
      areaUnderROC(scores: open.map { ranking.scores[$0] }, labels: hits)
    )
  }
}

/// Where a demonstration is.
public enum DemoStep: Sendable, Equatable {
  /// A survey of so many galaxies is drawn.
  case draw(galaxies: Int)
  /// The survey is imported.
  case `import`
  /// The models are trained.
  case train
  /// Every galaxy gets its vector and its scores.
  case score
  /// Rounds of so many questions each are asked and answered.
  case ask(rounds: Int, questions: Int)
  /// A round was answered; so many of its galaxies are rare.
  case answered(round: Int, questions: Int, rare: Int)
  /// The ranking and the reports are written.
  case report
}

/// What a demonstration did and found.
public struct DemoSummary: Sendable {
  /// The folder of the hunt.
  public let folder: URL
  /// The HTML reports.
  public let reports: [URL]
  /// A PNG of the best of the ranking.
  public let contactSheet: URL
  /// Galaxies in the survey.
  public let galaxies: Int
  /// Galaxies of rare kinds, which the simulated person hunts.
  public let rare: Int
  /// Questions that were asked and answered.
  public let asked: Int
  /// Rare galaxies among those asked.
  public let rareAsked: Int
  /// Rare galaxies among the first ``topSize`` of the ranking that nobody had labelled.
  public let rareInTop: Int
  /// How many of them chance would put there.
  public let expectedInTop: Double
  /// How much of the ranking was looked at.
  public let topSize: Int
  /// Area under the ROC curve of the ranking of what nobody labelled, in 0...1 and one half for
  /// chance; nil where nothing rare, or nothing else, is left.
  public let rankingAUC: Double?
  /// Metrics of the classifier, by name.
  public let classifier: [String: Double]
  /// How long everything took, in seconds.
  public let seconds: Double
}
