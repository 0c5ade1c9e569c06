internal import Foundation
internal import Layers
internal import Tensors

/// One training: settings, network and chance, and the epochs of steps over shuffled batches.
///
/// Losses are summed on the device; the host looks at them once an epoch. A loss that is not a
/// number ends the training.
struct TrainingRun<Configuration: ModelConfiguration> {
  let configuration: Configuration
  let network: Configuration.Network
  /// What weights, noise and dropout are drawn from, on the device.
  let random: RandomState
  /// The network ready to be tried on cutouts, as it is at the time of trying.
  let loaded: LoadedNetwork<Configuration>
  private let training: any CutoutSource
  private let options: TrainingOptions

  struct Outcome {
    let history: [EpochMetrics]
    let best: EpochMetrics
    let seconds: Double
    let imagesPerSecond: Double
  }

  /// Settles the settings and makes the network.
  ///
  /// - Parameter adjust: sets what the preset leaves open.
  init(
    _ training: any CutoutSource, _ options: TrainingOptions,
    adjust: (inout Configuration) -> Void = { _ in }
  ) throws {
    guard training.count >= 2 else { throw ModelError.tooFew(found: training.count, needed: 2) }
    self.training = training
    self.options = options
    var configuration = try Configuration(options, for: training)
    adjust(&configuration)
    self.configuration = configuration
    random = RandomState(seed: options.seed, device: options.device)
    network = configuration.makeNetwork(using: random)
    loaded = LoadedNetwork(
      configuration, network, device: options.device, precision: options.precision,
      isCancelled: options.isCancelled)
  }

  /// All epochs; the weights of the one with the lowest `validationLoss` are kept.
  ///
  /// - Parameters:
  ///   - loss: of stretched pictures, given the cutouts' numbers and the share of training done.
  ///   - validate: figures after an epoch.
  func learn(
    loss: (_ pictures: Tensor, _ numbers: Tensor, _ progress: Double) -> Tensor,
    validate: () throws -> [String: Double]
  ) throws -> Outcome {
    let begin = ContinuousClock.now
    let source = try BatchSource(
      training, batchSize: configuration.batchSize, epochs: configuration.epochs,
      memory: options.memory, seed: options.seed, device: options.device,
      isCancelled: options.isCancelled)
    defer { source.close() }
    let optimizer = Adam(network, weightDecay: configuration.weightDecay)
    let steps = configuration.epochs * source.batches
    let schedule = OneCycle(peak: configuration.learningRate, steps: steps)
    var news = StepNews(options.observer, steps: steps, epochs: configuration.epochs)
    var history: [EpochMetrics] = []
    var best: (metrics: EpochMetrics, loss: Double, weights: [String: Tensor])?
    var step = 0
    for epoch in 0..<configuration.epochs {
      let epochBegin = ContinuousClock.now
      news.resume()
      var total: Tensor?
      try source.forEachBatch(epoch: epoch) { batch, numbers in
        if options.isCancelled?() == true { throw ModelError.interrupted }
        let value = autocasting(options.precision, on: options.device) {
          loss(loaded.pictures(batch), numbers, Double(step) / Double(steps))
        }
        value.backward()
        optimizer.step(rate: schedule.rate(at: step), clippingTo: 10)
        total = total.map { $0 + value.detached() } ?? value.detached()
        step += 1
        news.tell(step, images: batch.shape[0], epoch: epoch + 1)
      }
      let mean = (total?.item ?? 0) / Double(source.batches)
      news.pause()
      guard mean.isFinite else { throw ModelError.diverged(epoch: epoch + 1) }
      var values = try validate()
      values["loss"] = mean
      let metrics = EpochMetrics(
        epoch: epoch + 1, seconds: epochBegin.secondsToNow, values: values)
      history.append(metrics)
      options.observer?(.epoch(metrics))
      let held = values["validationLoss"] ?? mean
      if best == nil || held < best!.loss || !best!.loss.isFinite {
        best = (metrics, held, network.snapshot())
      }
    }
    try network.load(best!.weights)
    return Outcome(
      history: history, best: best!.metrics, seconds: begin.secondsToNow,
      imagesPerSecond: news.imagesPerSecond)
  }

  /// All that is kept of the training.
  func model(of outcome: Outcome) throws -> TrainedModel {
    TrainedModel(
      kind: Configuration.kind, preset: configuration.preset, seed: options.seed,
      configuration: try configuration.json(), metrics: outcome.best.values,
      history: outcome.history, weights: [UInt8](try Safetensors.encode(network.state)),
      seconds: outcome.seconds, imagesPerSecond: outcome.imagesPerSecond)
  }
}
