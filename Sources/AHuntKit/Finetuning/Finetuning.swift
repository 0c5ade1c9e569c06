import Evaluation
import Foundation
import Hunting
import Models
import Store
import Tensors

/// Finetunes on the hunt's answers, judges what came of it, and stores it.
struct Finetuning {
  let hunt: Hunt
  let snapshot: HuntSnapshot
  let request: FinetuneRequest
  let activity: Activity
  let settings: TrainingOptions
  let given: FinetuneAnswers

  private var store: HuntStore { hunt.store }

  init(
    _ hunt: Hunt, _ request: FinetuneRequest, engine: EngineSettings, activity: Activity
  ) throws {
    self.hunt = hunt
    self.request = request
    self.activity = activity
    snapshot = try hunt.store.snapshot { try HuntSnapshot($0, hunt: hunt.id) }
    given = try FinetuneAnswers(snapshot)
    let choice = try engine.start()
    var settings = TrainingOptions()
    settings.epochs = request.epochs
    settings.seed = engine.seed
    settings.device = choice.device
    settings.precision = choice.precision
    settings.isCancelled = activity.isCancelled
    self.settings = settings
  }

  /// Trains, validates and stores.
  ///
  /// - Throws: `HuntError.alreadyFinetuned` where the latest such model learned the very same.
  func run() throws -> FinetuneSummary {
    let task = try task()
    if let latest = try store.latestModel(kind: .finetuned),
      FinetuneRecord(config: latest.config)?.task == task
    {
      throw HuntError.alreadyFinetuned(model: latest.id)
    }
    let folds = AnswerFolds(
      labels: given.labels, count: FinetuneAnswers.parts, seed: settings.seed)
    let committees = try train(folds)
    let alive = committees.filter { $0.collapse == nil }
    guard !alive.isEmpty else {
      throw HuntError.finetuningCollapsed(
        reasons: committees.map { "\(Self.words($0)), \($0.collapse ?? "")" })
    }
    let verdict = FinetuneVerdict(
      head: try HeldOutHead.probabilities(
        features: snapshot.features, answers: given.answers, classes: given.ids, folds: folds),
      candidates: alive.map {
        .init(name: $0.configuration.start.rawValue, probabilities: $0.heldOut)
      }, labels: given.labels, isWanted: given.isWanted, folds: folds)
    let chosen = alive.first { $0.configuration.start.rawValue == verdict.chosen }!
    let alerts = committees.flatMap { committee in
      (committee.alerts + (committee.collapse.map { ["\($0); this start is out"] } ?? []))
        .map { "\(Self.words(committee)): \($0)" }
    }
    return try store(
      chosen, verdict, alerts, task, seconds: committees.reduce(0) { $0 + $1.seconds })
  }

  /// Stores the network, and, where it is used, what it says of every galaxy.
  private func store(
    _ committee: FinetunedCommittee, _ verdict: FinetuneVerdict, _ alerts: [String],
    _ task: FinetuneRecord.Task, seconds: Double
  ) throws -> FinetuneSummary {
    let model = try committee.model(
      weight: verdict.isBetter ? verdict.weight : 0, temperature: verdict.temperature,
      seed: settings.seed,
      metrics: [
        "isUsed": verdict.isBetter ? 1 : 0, "heldOutGain": verdict.gain,
        "heldOutGainError": verdict.standardError, "heldOutLogLoss": verdict.together.logLoss,
        "headLogLoss": verdict.head.logLoss, "heldOutAUROC": verdict.together.auroc,
        "headAUROC": verdict.head.auroc,
        "heldOutAveragePrecision": verdict.together.averagePrecision,
        "headAveragePrecision": verdict.head.averagePrecision,
      ])
    try activity.check(.finetuning)
    let id = try store.save(
      NewModel(
        kind: .finetuned, preset: model.preset,
        config: try FinetuneRecord(task: task, verdict: verdict.sentence)
          .recorded(in: model.configuration),
        metrics: try JSONText.of(model.metrics), history: try JSONText.of(model.history),
        weights: Data(model.weights), parent: snapshot.embedder.id,
        seed: Int64(bitPattern: model.seed), softwareVersion: softwareVersion),
      now: activity.now())
    if verdict.isBetter {
      try VotingJob(
        store: store, record: try store.model(id: id), embedder: snapshot.embedder.id,
        engine: EngineChoice(device: settings.device, precision: settings.precision),
        activity: activity
      ).run()
    }
    let last = committee.history.last?.values ?? [:]
    return FinetuneSummary(
      model: id, epochs: committee.history.count, seconds: seconds,
      imagesPerSecond: model.imagesPerSecond, metrics: model.metrics,
      answers: given.answers.count, start: verdict.chosen, verdict: verdict,
      accepted: last["accepted"],
      acceptedShares: Dictionary(
        uniqueKeysWithValues: given.names.compactMap { name in
          last["accepted.\(name)"].map { (name, $0) }
        }), alerts: alerts)
  }

  /// A committee from every start that is wanted.
  private func train(_ folds: AnswerFolds) throws -> [FinetunedCommittee] {
    // Vectors and stretched pictures are single-precision floats, whatever the pixels are.
    let values = snapshot.features.columns + (try store.cutoutShape()?.valueCount ?? 0)
    let pool = pool(values * 4)
    func rows(_ rows: [Int]) throws -> (StoredCutouts, FeatureMatrix) {
      (
        try StoredCutouts(store, ids: rows.map { snapshot.ids[$0] }),
        snapshot.features.gathering(rows)
      )
    }
    let answered = try rows(given.answers.map(\.galaxy))
    let unlabelled = try rows(pool)
    let data = FinetuneData(
      answers: answered.0, answerVectors: answered.1, labels: given.labels,
      classNames: given.names, isWanted: given.isWanted, pool: unlabelled.0,
      poolVectors: unlabelled.1)
    let progress = activity.begin(.finetune, total: nil)
    defer { progress.finish() }
    var settings = settings
    settings.observer = { [activity] event in activity.report(HuntEvent(event)) }
    do {
      let trainer = try FinetuneTrainer(
        data,
        embedder: (
          snapshot.embedder.config, [UInt8](try store.weights(of: snapshot.embedder.id))
        ), options: settings
      ) {
        $0.isSemiSupervised = request.isSemiSupervised
        $0.threshold = request.threshold ?? $0.threshold
      }
      let expected = try expectations(pool, folds)
      let steps = trainer.steps(folds)
      return try request.starts.enumerated().map { place, start in
        try trainer.committee(
          from: start, folds: folds, expected: expected, done: place * steps,
          of: request.starts.count * steps)
      }
    } catch ModelError.interrupted {
      throw HuntError.interrupted(.finetuning)
    }
  }

  /// Rows of unlabelled galaxies, at most as many as the person allows, drawn by the seed.
  private func pool(_ bytesPerGalaxy: Int) -> [Int] {
    guard request.isSemiSupervised else { return [] }
    let answered = Set(given.answers.map(\.galaxy))
    let open = snapshot.ids.indices.filter { !answered.contains($0) }
    let room = min(request.unlabelled, settings.memory / max(1, bytesPerGalaxy))
    guard open.count > room else { return open }
    var generator = SeededGenerator(seed: settings.seed ^ 0xf1e7)
    return Array(open.shuffled(using: &generator).prefix(room)).sorted()
  }

  /// For each part, the share of the unlabelled galaxies that a head which did not learn it gives to
  /// each class.
  private func expectations(_ pool: [Int], _ folds: AnswerFolds) throws -> [[Double]] {
    guard !pool.isEmpty else {
      return [[Double]](repeating: given.names.map { _ in 1 }, count: folds.count)
    }
    let seen = snapshot.features.gathering(pool)
    return try (0..<folds.count).map { part in
      var head = PersonalisedHead(for: snapshot.features)
      try head.fit(
        features: snapshot.features,
        answers: folds.learned(without: part).map { given.answers[$0] }, classes: given.ids)
      let said = try head.probabilities(seen)
      return given.names.indices.map { label in
        (0..<said.rows).reduce(0) { $0 + Double(said.probability($1, label)) }
      }
    }
  }

  private func task() throws -> FinetuneRecord.Task {
    FinetuneRecord.Task(
      hunt: hunt.id, embedder: snapshot.embedder.id, classes: given.classes.map(\.id),
      interests: given.classes.map(\.interest), answers: given.answers.count,
      digest: try given.digest(snapshot, in: store), isSemiSupervised: request.isSemiSupervised,
      unlabelled: request.unlabelled, starts: request.starts, epochs: request.epochs,
      seed: settings.seed, device: settings.device.description,
      precision: settings.precision.rawValue, threads: Engine.threads,
      softwareVersion: softwareVersion)
  }

  private static func words(_ committee: FinetunedCommittee) -> String {
    switch committee.configuration.start {
    case .warm: "from the embedder's encoder"
    case .scratch: "from scratch"
    }
  }
}
