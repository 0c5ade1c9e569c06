internal import Foundation
internal import Layers
internal import Tensors

/// One training: settings and network, and the epochs of steps over shuffled batches.
///
/// Losses are summed on the device; the host looks at them now and then. A loss or a weight that is
/// not a finite number ends the training.
struct TrainingRun<Configuration: ModelConfiguration> {
  let configuration: Configuration
  let network: Configuration.Network
  /// The network ready to be tried on cutouts, as it is at the time of trying.
  let loaded: LoadedNetwork<Configuration>
  private let training: any CutoutSource
  private let options: TrainingOptions
  /// Steps between two looks at the loss; on a GPU each look waits for the steps before it.
  private static var stepsBetweenLooks: Int { 32 }

  struct Outcome {
    let history: [EpochMetrics]
    let best: EpochMetrics
    let ending: TrainingEnding
    let seconds: Double
    let imagesPerSecond: Double
  }

  /// Settles the settings, or takes those of the checkpoint to go on from, and makes the network.
  ///
  /// - Parameter adjust: sets what the preset leaves open.
  init(
    _ training: any CutoutSource, _ options: TrainingOptions,
    adjust: (inout Configuration) -> Void = { _ in }
  ) throws {
    guard training.count >= 2 else { throw ModelError.tooFew(found: training.count, needed: 2) }
    self.training = training
    self.options = options
    if let checkpoint = options.checkpoint {
      configuration = try Configuration(json: checkpoint.configuration)
    } else {
      var configuration = try Configuration(options, for: training)
      adjust(&configuration)
      self.configuration = configuration
    }
    network = configuration.makeNetwork(
      using: RandomState(seed: options.seed, device: options.device))
    loaded = LoadedNetwork(
      configuration, network, device: options.device, precision: options.precision,
      isCancelled: options.isCancelled)
  }

  /// All epochs; the weights of the one with the lowest `validationLoss` are kept.
  ///
  /// - Parameters:
  ///   - loss: of cutouts, given their numbers, the share of training done and what to draw from.
  ///   - validate: figures after an epoch.
  /// - Throws: `ModelError.diverged` where not even one epoch went well.
  func learn(
    loss: (_ cutouts: Tensor, _ numbers: Tensor, _ progress: Double, _ chance: EpochChance)
      throws -> Tensor,
    validate: () throws -> [String: Double]
  ) throws -> Outcome {
    let begin = ContinuousClock.now
    let state = LearningState(
      network, weightDecay: configuration.weightDecay, averaging: configuration.weightAveraging)
    if let checkpoint = options.checkpoint { try state.resume(checkpoint, device: options.device) }
    let earlier = state.history.reduce(0) { $0 + $1.seconds }
    let source = try BatchSource(
      training, batchSize: configuration.batchSize,
      epochs: state.history.count..<max(state.history.count, configuration.epochs),
      memory: options.memory, seed: options.seed, device: options.device,
      isCancelled: options.isCancelled)
    defer { source.close() }
    let steps = configuration.epochs * source.batches
    let schedule = OneCycle(peak: configuration.learningRate, steps: steps)
    var news = StepNews(options.observer, steps: steps, epochs: configuration.epochs)

    /// The mean loss of an epoch's steps.
    func learn(epoch: Int) throws -> Double {
      let chance = EpochChance(seed: options.seed, epoch: epoch, device: options.device)
      var total: Tensor?
      try source.forEachBatch(epoch: epoch) { batch, numbers in
        if options.isCancelled?() == true { throw ModelError.interrupted }
        let value = try autocasting(options.precision, on: options.device) {
          try loss(batch, numbers, Double(state.step) / Double(steps), chance)
        }
        value.backward()
        state.optimizer.step(rate: schedule.rate(at: state.step), clippingTo: 10)
        total = total.map { $0 + value.detached() } ?? value.detached()
        state.step += 1
        state.average?.update(step: state.step)
        news.tell(state.step, images: batch.shape[0], epoch: epoch + 1)
        // A sum that took in a NaN stays one.
        if state.step % Self.stepsBetweenLooks == 0, total?.item.isFinite == false {
          throw ModelError.diverged(epoch: epoch + 1)
        }
      }
      // There is a total, as a training has two galaxies at least.
      return (total?.item ?? 0) / Double(source.batches)
    }

    var ending = TrainingEnding.finished
    do {
      while state.history.count < configuration.epochs {
        if state.isStuck(options.patience) {
          ending = .outOfPatience
          break
        }
        let epoch = state.history.count
        let epochBegin = ContinuousClock.now
        news.resume()
        let mean = try learn(epoch: epoch)
        news.pause()
        guard mean.isFinite, network.state.areFinite else {
          throw ModelError.diverged(epoch: epoch + 1)
        }
        var values = try state.judging(validate)
        values["loss"] = mean
        let metrics = EpochMetrics(
          epoch: epoch + 1, seconds: epochBegin.secondsToNow, values: values)
        guard metrics.heldLoss.isFinite else { throw ModelError.diverged(epoch: epoch + 1) }
        state.add(metrics)
        options.observer?(.epoch(metrics))
        if let keep = options.keepCheckpoint {
          try keep(
            state.checkpoint(
              configuration: try configuration.json(), epochs: configuration.epochs))
        }
      }
    } catch ModelError.diverged(let epoch) where state.best != nil {
      ending = .diverged(epoch: epoch)
    }
    try state.restoreBest()
    return Outcome(
      history: state.history, best: state.best!, ending: ending,
      seconds: earlier + begin.secondsToNow, imagesPerSecond: news.imagesPerSecond)
  }

  /// All that is kept of the training.
  ///
  /// - Parameters:
  ///   - settled: the configuration, where the training settled some of it.
  ///   - figures: what was measured beside the kept epoch's.
  func model(
    of outcome: Outcome, as settled: Configuration? = nil, figures: [String: Double] = [:]
  ) throws -> TrainedModel {
    TrainedModel(
      kind: Configuration.kind, preset: configuration.preset, seed: options.seed,
      configuration: try (settled ?? configuration).json(),
      metrics: outcome.best.values.merging(figures) { $1 }, history: outcome.history,
      ending: outcome.ending, weights: [UInt8](try Safetensors.encode(network.state)),
      seconds: outcome.seconds, imagesPerSecond: outcome.imagesPerSecond)
  }
}
