internal import Foundation
internal import Layers
internal import Tensors

/// Epochs of steps over shuffled batches, with the best epoch kept.
///
/// Losses are summed on the device; the host looks at them once an epoch. A loss that is not a
/// number ends the training and leaves the best weights so far in the module.
struct TrainingLoop {
  let module: any Module
  let source: BatchSource
  let epochs: Int
  let learningRate: Double
  let weightDecay: Double
  let random: RandomState
  let options: TrainingOptions

  struct Outcome {
    let history: [EpochMetrics]
    let best: EpochMetrics
    let seconds: Double
    let imagesPerSecond: Double
  }

  /// - Parameters:
  ///   - loss: of a batch, given its bytes, its indices and the share of the training done.
  ///   - validate: figures after an epoch.
  ///   - rating: of those figures; the epoch with the highest is kept.
  func run(
    loss: (_ bytes: Tensor, _ indices: Tensor, _ progress: Double) -> Tensor,
    validate: () throws -> [String: Double],
    rating: ([String: Double]) -> Double
  ) throws -> Outcome {
    let optimizer = Adam(module, weightDecay: weightDecay)
    let steps = epochs * source.batches
    let schedule = OneCycle(peak: learningRate, steps: steps)
    var history: [EpochMetrics] = []
    var best: (metrics: EpochMetrics, rating: Double, weights: [String: Tensor])?
    var step = 0
    var learning = 0.0
    let begin = ContinuousClock.now
    for epoch in 1...epochs {
      let epochBegin = ContinuousClock.now
      let order = random.permutation(source.count)
      var total: Tensor?
      for number in 0..<source.batches {
        if options.isCancelled?() == true { throw ModelError.interrupted }
        let (bytes, indices) = source.batch(number, of: order)
        let value = autocasting(options.precision, on: options.device) {
          loss(bytes, indices, Double(step) / Double(steps))
        }
        value.backward()
        optimizer.step(rate: schedule.rate(at: step), clippingTo: 10)
        total = total.map { $0 + value.detached() } ?? value.detached()
        step += 1
        let images = Double(step * source.batchSize)
        options.observer?(
          .step(
            step, of: steps, epoch: epoch, epochs: epochs,
            imagesPerSecond: images / (learning + epochBegin.secondsToNow)))
      }
      learning += epochBegin.secondsToNow
      let mean = total!.item / Double(source.batches)
      guard mean.isFinite else {
        if let best { try module.load(best.weights) }
        throw ModelError.diverged(epoch: epoch)
      }
      var values = try validate()
      values["loss"] = mean
      let metrics = EpochMetrics(epoch: epoch, seconds: epochBegin.secondsToNow, values: values)
      history.append(metrics)
      options.observer?(.epoch(metrics))
      let rated = rating(values)
      if best == nil || rated > best!.rating || !best!.rating.isFinite {
        best = (metrics, rated, module.snapshot())
      }
    }
    try module.load(best!.weights)
    return Outcome(
      history: history, best: best!.metrics, seconds: begin.secondsToNow,
      imagesPerSecond: Double(step * source.batchSize) / learning)
  }
}

extension ContinuousClock.Instant {
  /// Seconds since this instant.
  var secondsToNow: Double {
    let passed = duration(to: .now).components
    return Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
  }
}

/// JSON with sorted keys, the same for the same settings.
func stableJSON(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// The settings in stored JSON.
func settings<Value: Decodable>(_ type: Value.Type, from json: String) throws -> Value {
  do {
    return try JSONDecoder().decode(type, from: Data(json.utf8))
  } catch {
    throw ModelError.configuration("\(error)")
  }
}
