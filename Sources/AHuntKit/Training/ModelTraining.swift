import Foundation
import Models
import Store
import Survey

/// Trains a model on the store's galaxies and stores it.
struct ModelTraining {
  let store: HuntStore
  let request: TrainingRequest
  let activity: Activity
  let data: TrainingData
  let settings: TrainingOptions

  /// Reads which galaxies there are and starts the engine.
  init(
    _ store: HuntStore, _ request: TrainingRequest, engine: EngineSettings, activity: Activity
  ) throws {
    self.store = store
    self.request = request
    self.activity = activity
    data = try store.snapshot {
      try $0.requireWholeCatalogs(request.catalog)
      return try TrainingData($0, catalog: request.catalog, limit: request.limit)
    }.reading(from: store)
    let choice = try engine.start()
    var settings = TrainingOptions()
    settings.preset = request.preset
    settings.epochs = request.epochs
    settings.batchSize = request.batchSize
    settings.learningRate = request.learningRate
    settings.regularisation = request.regularisation
    settings.patience = request.patience
    settings.memory = request.memory << 20
    settings.seed = engine.seed
    settings.device = choice.device
    settings.precision = choice.precision
    settings.isCancelled = activity.isCancelled
    self.settings = settings
  }

  /// Trains the model, going on where the same run was broken off if so asked.
  func train() throws -> TrainingSummary {
    let kind = request.kind
    let run = RunRecord(request, data: data, settings: settings)
    if request.isResuming, let done = try finished(run) { return done }
    let checkpoint = try checkpointToGoOnFrom(run)
    let progress = activity.begin(.train(kind), total: nil, done: checkpoint?.step ?? 0)
    defer { progress.finish() }
    var settings = settings
    settings.checkpoint = checkpoint
    settings.observer = { [activity] event in activity.report(HuntEvent(event)) }
    settings.keepCheckpoint = try keeper(run)
    let trained: TrainedModel
    var metrics: [String: Double]
    let test: ClassifierTest?
    do {
      trained = try learn(settings)
      metrics = trained.metrics
      test = kind == .classifier ? try self.test(trained) : nil
      metrics.merge(test?.metrics ?? [:]) { $1 }
    } catch ModelError.interrupted {
      throw HuntError.interrupted(.trained(kind, epoch: try store.checkpointEpoch(of: kind.kind)))
    }
    progress.finish()
    if case .diverged(let epoch) = trained.ending { metrics[Self.divergence] = Double(epoch) }
    var made = run
    if try data.digestNow() != data.digest { made.sawReplacements = true }
    let id = try store.save(
      NewModel(
        kind: kind.kind, preset: trained.preset,
        config: try made.recorded(in: trained.configuration),
        metrics: try JSONText.of(metrics), history: try JSONText.of(trained.history),
        weights: Data(trained.weights), seed: Int64(bitPattern: trained.seed),
        softwareVersion: softwareVersion),
      endsTraining: true, now: activity.now())
    try test?.said.keep(in: store, model: id)
    if made.sawReplacements == true { activity.note(.trainedOnReplaced(kind, model: id)) }
    try checkConvergence(metrics, model: id, epochs: trained.history)
    if trained.ending == .outOfPatience, let best = trained.history.best {
      activity.note(.stoppedEarly(epochs: trained.history.count, best: best.epoch))
    }
    return TrainingSummary(
      model: id, kind: kind, epochs: trained.history.count, seconds: trained.seconds,
      imagesPerSecond: trained.imagesPerSecond, metrics: metrics)
  }

  private func learn(_ settings: TrainingOptions) throws -> TrainedModel {
    switch request.kind {
    case .embedder:
      let sets = try data.unlabelled()
      return try EmbedderTrainer(settings).train(sets.training, validation: sets.validation)
    case .scorer:
      let sets = try data.unlabelled()
      return try ScorerTrainer(settings).train(sets.training, validation: sets.validation)
    case .classifier:
      let names = data.classNames
      guard names.count > 1 else { throw HuntError.tooFewKnownClasses(found: names.count) }
      let training = try data.labelled(.train)
      let validation = try data.labelled(.validation)
      return try ClassifierTrainer(settings).train(
        training.cutouts, labels: training.labels, validation: validation.cutouts,
        validationLabels: validation.labels, classNames: names)
    }
  }
}

extension HuntEvent {
  /// What a training tells.
  init(_ event: TrainingEvent) {
    switch event {
    case .step(let step, let steps, let epoch, let epochs, let rate):
      self = .stepped(
        done: step, total: steps, epoch: epoch, epochs: epochs, imagesPerSecond: rate)
    case .epoch(let metrics): self = .epochEnded(epoch: metrics.epoch, loss: metrics.heldLoss)
    }
  }
}
