internal import Foundation
internal import Layers
internal import Tensors

/// What changes while a network learns, and so what a checkpoint holds.
final class LearningState {
  let network: any Module
  let optimizer: Adam
  /// The weights' average, where the settings ask for one.
  let average: WeightAverage?
  /// Steps done.
  var step = 0
  /// Epochs done.
  private(set) var history: [EpochMetrics] = []
  /// The weights after the best of them.
  private var bestWeights: [String: Tensor] = [:]

  /// - Parameter averaging: the average's decay; 0 for none.
  init(_ network: any Module, weightDecay: Double, averaging: Double) {
    self.network = network
    optimizer = Adam(network, weightDecay: weightDecay)
    average = averaging > 0 ? WeightAverage(of: network, decay: averaging) : nil
  }

  /// The epoch with the lowest validation loss.
  var best: EpochMetrics? { history.best }

  /// Whether so many epochs went by without a better one.
  func isStuck(_ patience: Int?) -> Bool {
    guard let patience, let best else { return false }
    return history.count - best.epoch >= patience
  }

  /// Runs `body` with the weights that the epoch is judged by and that are kept.
  func judging<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard let average else { return try body() }
    return try average.applied(body)
  }

  /// Notes an epoch, and copies the weights if there was none better.
  func add(_ metrics: EpochMetrics) {
    history.append(metrics)
    if best?.epoch == metrics.epoch { bestWeights = judging { network.snapshot() } }
  }

  /// Puts the best weights into the network.
  func restoreBest() throws { try network.load(bestWeights) }

  /// Everything as it is now.
  func checkpoint(configuration: String, epochs: Int) throws -> TrainingCheckpoint {
    let tensors =
      parts.map { $0.tensors.prefixed($0.prefix) } + [bestWeights.prefixed(Self.bestPrefix)]
    return TrainingCheckpoint(
      configuration: configuration, history: history, epochs: epochs, step: step,
      tensors: [UInt8](try Safetensors.encode(tensors.reduce(into: [:]) { $0.merge($1) { $1 } })))
  }

  /// Takes over what a checkpoint holds.
  ///
  /// - Throws: `LayerError.checkpoint` where it is of another network.
  func resume(_ checkpoint: TrainingCheckpoint, device: Device) throws {
    let saved = try Safetensors.decode(Data(checkpoint.tensors), device: device)
    for part in parts { try part.tensors.overwrite(from: saved.unprefixed(part.prefix)) }
    bestWeights = saved.unprefixed(Self.bestPrefix)
    history = checkpoint.history
    step = checkpoint.step
  }

  private static let bestPrefix = "best."

  private var parts: [(prefix: String, tensors: [String: Tensor])] {
    [("network.", network.state), ("optimizer.", optimizer.state)]
      + (average.map { [("average.", $0.state)] } ?? [])
  }
}
