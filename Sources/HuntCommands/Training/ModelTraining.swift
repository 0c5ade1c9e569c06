import Evaluation
import Foundation
import Models
import Store
import Survey

/// Trains models on the store's galaxies and stores them.
struct ModelTraining {
  let store: HuntStore
  let options: TrainOptions
  let console: Console
  private let data: TrainingData
  private let settings: TrainingOptions

  /// Reads which galaxies there are and starts the engine.
  init(store: HuntStore, options: TrainOptions, engine: EngineOptions, console: Console) throws {
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

  /// Trains one model, or with `--resume` finds it trained already.
  func train(_ kind: Store.ModelKind) throws -> TrainingPayload {
    let run = RunRecord(data: data, options: options, settings: settings)
    if options.resume, let done = try finished(kind, run) {
      console.note("model \(done.model) is this \(kind.rawValue) already; it is kept")
      return done
    }
    let progress = console.progress("train \(kind.rawValue)", total: nil, unit: "steps")
    defer { progress.finish() }
    var settings = settings
    settings.observer = { event in progress.observe(event) }
    let trained: TrainedModel
    var metrics: [String: Double]
    do {
      trained = try train(kind, settings)
      metrics = trained.metrics
      if kind == .classifier { metrics.merge(try testMetrics(trained)) { $1 } }
    } catch ModelError.interrupted {
      throw CommandFailure.interrupted(
        "interrupted in the training of the \(kind.rawValue), which is not stored; "
          + "models trained before it are")
    }
    progress.finish()
    let config = try run.recorded(in: trained.configuration)
    let id = try store.save(
      NewModel(
        kind: kind, preset: trained.preset, config: config, metrics: try Console.json(metrics),
        history: try Console.json(trained.history), weights: Data(trained.weights),
        seed: Int64(bitPattern: trained.seed), softwareVersion: softwareVersion),
      now: console.context.now())
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

  /// Accuracy and macro one-versus-rest AUC on galaxies that no training saw.
  private func testMetrics(_ trained: TrainedModel) throws -> [String: Double] {
    let test = try data.labelled(.test)
    guard !test.labels.isEmpty else { return [:] }
    let classifier = try Classifier(
      configuration: trained.configuration, weights: trained.weights, device: settings.device,
      precision: settings.precision)
    let probabilities = ClassProbabilities(
      classCount: data.classNames.count, values: try classifier.probabilities(test.cutouts))
    let matrix = ConfusionMatrix(
      truth: test.labels, predicted: probabilities.predictions,
      classCount: data.classNames.count)
    var metrics = ["testAccuracy": matrix.accuracy, "testGalaxies": Double(test.labels.count)]
    metrics["testMacroAUC"] =
      OneVersusRest(probabilities: probabilities, truth: test.labels).macroArea
    return metrics
  }

  /// The latest model of a kind if the very same run made it.
  private func finished(_ kind: Store.ModelKind, _ run: RunRecord) throws -> TrainingPayload? {
    guard let model = try store.latestModel(kind: kind), RunRecord(config: model.config) == run
    else { return nil }
    let epochs = try? JSONDecoder().decode([EpochMetrics].self, from: Data(model.history.utf8))
    return TrainingPayload(
      model: model.id, kind: kind.rawValue, epochs: epochs?.count ?? 0, seconds: 0,
      imagesPerSecond: 0, metrics: ModelsPayload.Model.numbers(model.metrics))
  }
}

extension ProgressLine {
  /// Follows a training.
  func observe(_ event: TrainingEvent) {
    switch event {
    case .step(let step, let steps, let epoch, let epochs, let rate):
      update(
        step, of: steps, note: "epoch \(epoch) of \(epochs)  \(Figures.rate(rate)) images/s")
    case .epoch(let metrics):
      let loss = metrics.values["validationLoss"] ?? metrics.values["loss"]
      remark("loss \(Figures.decimal(loss))")
    }
  }
}
