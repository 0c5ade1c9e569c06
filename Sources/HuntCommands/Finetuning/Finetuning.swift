import Evaluation
import Foundation
import Hunting
import Models
import Store
import Tensors

/// Finetunes on the hunt's answers, judges what came of it, and stores it.
struct Finetuning {
  let state: HuntState
  let console: Console
  let options: FinetuneOptions
  let settings: TrainingOptions
  let given: FinetuneAnswers

  init(
    _ state: HuntState, _ options: FinetuneOptions, engine: EngineOptions, console: Console
  ) throws {
    self.state = state
    self.options = options
    self.console = console
    given = try FinetuneAnswers(state)
    Interrupt.watch()
    let choice = try engine.start()
    var settings = TrainingOptions()
    settings.epochs = options.epochs
    settings.seed = engine.seed
    settings.device = choice.device
    settings.precision = choice.precision
    settings.isCancelled = console.context.isInterrupted
    self.settings = settings
  }

  /// Trains, validates and stores.
  ///
  /// - Throws: `CommandFailure.nothingToDo` where the latest such model learned the very same.
  func run() throws -> FinetunePayload {
    let task = task
    if let latest = try state.store.latestModel(kind: .head),
      FinetuneRecord(config: latest.config)?.task == task
    {
      throw CommandFailure.nothingToDo(
        "model \(latest.id) has learned these very answers already; answer more, or finetune with "
          + "another --seed or --epochs")
    }
    let folds = AnswerFolds(
      labels: given.labels, count: FinetuneAnswers.parts, seed: settings.seed)
    let committees = try train(folds)
    let alive = committees.filter { $0.collapse == nil }
    guard !alive.isEmpty else {
      throw CommandFailure.failed(
        "finetuning was stopped, and the head goes on alone: "
          + committees.map { "\(Self.words($0)), \($0.collapse ?? "")" }.joined(separator: "; "))
    }
    let verdict = FinetuneVerdict(
      head: try HeldOutHead.probabilities(
        features: state.features, answers: given.answers, classes: given.names, folds: folds),
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
  ) throws -> FinetunePayload {
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
    try console.checkInterrupt("nothing is stored of it")
    let id = try state.store.save(
      NewModel(
        kind: .head, preset: model.preset,
        config: try FinetuneRecord(task: task, verdict: verdict.sentence)
          .recorded(in: model.configuration),
        metrics: try Console.json(model.metrics), history: try Console.json(model.history),
        weights: Data(model.weights), parent: state.embedder.id,
        seed: Int64(bitPattern: model.seed), softwareVersion: softwareVersion),
      now: console.context.now())
    if verdict.isBetter {
      let filler = VoteFiller(
        store: state.store, record: try state.store.model(id: id), embedder: state.embedder.id,
        engine: EngineChoice(device: settings.device, precision: settings.precision))
      try filler.fill(console)
    }
    let last = committee.history.last?.values ?? [:]
    return FinetunePayload(
      model: id, kind: Store.ModelKind.head.rawValue, epochs: committee.history.count,
      seconds: seconds, imagesPerSecond: model.imagesPerSecond, metrics: model.metrics,
      answers: given.answers.count, start: verdict.chosen, isUsed: verdict.isBetter,
      verdict: verdict.sentence, weight: verdict.isBetter ? verdict.weight : 0,
      monitors: .init(
        accepted: last["accepted"],
        acceptedShares: Dictionary(
          uniqueKeysWithValues: given.names.compactMap { name in
            last["accepted.\(name)"].map { (name, $0) }
          }), alerts: alerts),
      validation: .init(
        head: verdict.head, networks: verdict.alone, together: verdict.together,
        gain: verdict.gain, standardError: verdict.standardError))
  }

  /// A committee from every start that is wanted.
  private func train(_ folds: AnswerFolds) throws -> [FinetunedCommittee] {
    let pool = pool
    func rows(_ rows: [Int]) throws -> (StoredCutouts, FeatureMatrix) {
      (
        try StoredCutouts(state.store, ids: rows.map { state.ids[$0] }),
        state.features.gathering(rows)
      )
    }
    let answered = try rows(given.answers.map(\.galaxy))
    let unlabelled = try rows(pool)
    let data = FinetuneData(
      answers: answered.0, answerVectors: answered.1, labels: given.labels,
      classNames: given.names, isWanted: given.isWanted, pool: unlabelled.0,
      poolVectors: unlabelled.1)
    let progress = console.progress("finetune", total: nil, unit: "steps")
    defer { progress.finish() }
    var settings = settings
    settings.observer = { event in progress.observe(event) }
    do {
      let trainer = try FinetuneTrainer(
        data,
        embedder: (
          state.embedder.config, [UInt8](try state.store.weights(of: state.embedder.id))
        ), options: settings
      ) {
        $0.isSemiSupervised = options.semiSupervised
        $0.threshold = options.threshold ?? $0.threshold
      }
      let expected = try expectations(pool, folds)
      let steps = trainer.steps(folds)
      return try options.starts.enumerated().map { place, start in
        try trainer.committee(
          from: start, folds: folds, expected: expected, done: place * steps,
          of: options.starts.count * steps)
      }
    } catch ModelError.interrupted {
      throw CommandFailure.interrupted(
        "interrupted; nothing is stored of this finetuning, and everything else is as it was")
    }
  }

  /// Rows of unlabelled galaxies, at most as many as the person allows, drawn by the seed.
  private var pool: [Int] {
    guard options.semiSupervised else { return [] }
    let answered = Set(given.answers.map(\.galaxy))
    let open = state.ids.indices.filter { !answered.contains($0) }
    let cutout = state.features.columns * 4 + 64 * 64 * 3 * 4
    let room = min(options.unlabelled, settings.memory / cutout)
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
    let seen = state.features.gathering(pool)
    return try (0..<folds.count).map { part in
      var head = PersonalisedHead(for: state.features)
      try head.fit(
        features: state.features,
        answers: folds.learned(without: part).map { given.answers[$0] }, classes: given.names)
      let said = try head.probabilities(seen)
      return given.names.indices.map { label in
        (0..<said.rows).reduce(0) { $0 + Double(said.probability($1, label)) }
      }
    }
  }

  private var task: FinetuneRecord.Task {
    FinetuneRecord.Task(
      hunt: state.hunt.id, embedder: state.embedder.id, classes: given.classes.map(\.id),
      interests: given.classes.map(\.interest), answers: given.answers.count,
      digest: given.digest(state), isSemiSupervised: options.semiSupervised,
      unlabelled: options.unlabelled, starts: options.starts, epochs: options.epochs,
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
