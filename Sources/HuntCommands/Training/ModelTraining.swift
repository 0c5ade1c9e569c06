import Foundation
import Models
import Store
import Survey

/// Trains models on the store's galaxies and stores them.
struct ModelTraining {
  let store: HuntStore
  let options: TrainOptions
  let console: Console
  let data: TrainingData
  let settings: TrainingOptions

  /// Reads which galaxies there are and starts the engine.
  init(
    store: HuntStore, options: TrainOptions, regularisation: Regularisation = Regularisation(),
    engine: EngineOptions, console: Console
  ) throws {
    self.store = store
    self.options = options
    self.console = console
    data = try TrainingData(store, catalog: options.catalog, limit: options.limit)
    Interrupt.watch()
    let choice = try engine.start()
    var settings = TrainingOptions()
    settings.preset = options.preset
    settings.epochs = options.epochs
    settings.batchSize = options.batchSize
    settings.learningRate = options.learningRate
    settings.regularisation = regularisation
    settings.patience = options.patience
    settings.memory = (options.memory ?? TrainOptions.usualMemory) << 20
    settings.seed = engine.seed
    settings.device = choice.device
    settings.precision = choice.precision
    settings.isCancelled = console.context.isInterrupted
    self.settings = settings
  }

  /// One model of each kind; without known classes there is no classifier.
  func trainAll() throws -> [TrainingPayload] {
    var trained = [try train(.embedder), try train(.scorer)]
    if data.classNames.count > 1 {
      trained.append(try train(.classifier))
    } else {
      console.note("no classifier: it needs galaxies of at least two known classes")
    }
    return trained
  }

  /// Trains one model; with `--resume` goes on where the same run was broken off.
  func train(_ kind: Store.ModelKind) throws -> TrainingPayload {
    let run = RunRecord(kind, data: data, options: options, settings: settings)
    if options.resume, let done = try finished(kind, run) { return done }
    let progress = console.progress("train \(kind.rawValue)", total: nil, unit: "steps")
    defer { progress.finish() }
    var settings = settings
    settings.observer = { event in progress.observe(event) }
    settings.keepCheckpoint = try keeper(of: kind, run)
    settings.checkpoint = try checkpointToGoOnFrom(kind, run)
    if let checkpoint = settings.checkpoint { progress.begin(at: checkpoint.step) }
    let trained: TrainedModel
    var metrics: [String: Double]
    do {
      trained = try train(kind, settings)
      metrics = trained.metrics
      if kind == .classifier { metrics.merge(try testMetrics(trained)) { $1 } }
    } catch ModelError.interrupted {
      throw try interruption(of: kind)
    }
    progress.finish()
    if case .diverged(let epoch) = trained.ending { metrics[Self.divergence] = Double(epoch) }
    let id = try store.save(
      NewModel(
        kind: kind, preset: trained.preset, config: try run.recorded(in: trained.configuration),
        metrics: try Console.json(metrics), history: try Console.json(trained.history),
        weights: Data(trained.weights), seed: Int64(bitPattern: trained.seed),
        softwareVersion: softwareVersion),
      endsTraining: true, now: console.context.now())
    try checkConvergence(metrics, kind, model: id, epochs: trained.history)
    if trained.ending == .outOfPatience, let best = trained.history.best {
      console.note(
        "stopped after epoch \(trained.history.count): none was better than epoch \(best.epoch)")
    }
    return TrainingPayload(
      model: id, kind: kind.rawValue, epochs: trained.history.count, seconds: trained.seconds,
      imagesPerSecond: trained.imagesPerSecond, metrics: metrics)
  }

  private func train(
    _ kind: Store.ModelKind, _ settings: TrainingOptions
  ) throws -> TrainedModel {
    switch kind {
    case .embedder:
      let sets = try data.unlabelled()
      return try EmbedderTrainer(settings).train(sets.training, validation: sets.validation)
    case .scorer:
      let sets = try data.unlabelled()
      return try ScorerTrainer(settings).train(sets.training, validation: sets.validation)
    case .classifier, .head:
      let names = data.classNames
      guard names.count > 1 else {
        throw CommandFailure.failed(
          "the classifier needs galaxies of at least two known classes, and there are "
            + "\(names.count): import a catalog with labels")
      }
      let training = try data.labelled(.train)
      let validation = try data.labelled(.validation)
      return try ClassifierTrainer(settings).train(
        training.cutouts, labels: training.labels, validation: validation.cutouts,
        validationLabels: validation.labels, classNames: names)
    }
  }
}

extension ProgressLine {
  /// Follows a training.
  func observe(_ event: TrainingEvent) {
    switch event {
    case .step(let step, let steps, let epoch, let epochs, let rate):
      update(
        step, of: steps, note: "epoch \(epoch) of \(epochs)  \(Figures.rate(rate)) images/s")
    case .epoch(let metrics): remark("loss \(Figures.decimal(metrics.heldLoss))")
    }
  }
}
