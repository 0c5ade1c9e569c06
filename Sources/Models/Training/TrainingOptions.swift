private import Foundation
package import Tensors
package import Vocabulary

/// What a person may set for a training; what is nil comes from the preset.
package struct TrainingOptions: Sendable {
  package var preset = "seed"
  package var epochs: Int?
  package var batchSize: Int?
  package var learningRate: Double?
  /// What a classifier is kept from learning by heart with; other models have no such switches.
  package var regularisation = Regularisation()
  /// Epochs without a better validation loss after which to stop; nil runs them all.
  package var patience: Int?
  package var seed: UInt64 = 0
  package var device = Device.cpu
  package var precision = Precision.auto
  /// Bytes to keep training cutouts in; a set that takes more is read from its source as it is
  /// learned from.
  package var memory = Self.usualMemory
  /// Where to go on from: the last checkpoint of the same training on the same cutouts.
  package var checkpoint: TrainingCheckpoint?
  /// Given a checkpoint after every epoch; what it throws ends the training.
  package var keepCheckpoint: (@Sendable (TrainingCheckpoint) throws -> Void)?
  /// Told of every epoch, and of steps at most twenty times a second.
  package var observer: (@Sendable (TrainingEvent) -> Void)?
  /// Asked before every step; true ends the training with `ModelError.interrupted`.
  package var isCancelled: (@Sendable () -> Bool)?

  package init() {}

  /// A gibibyte, or a quarter of the machine's memory where that is less.
  ///
  /// The engine, its intermediate results and the store's caches take about 0.7 GB besides.
  package static let usualMemory = Int(min(1 << 30, ProcessInfo.processInfo.physicalMemory / 4))
}

/// How a training goes on.
package enum TrainingEvent: Sendable {
  /// `step` of `steps` in all is done, at this many images per second so far.
  case step(Int, of: Int, epoch: Int, epochs: Int, imagesPerSecond: Double)
  /// An epoch is done.
  case epoch(EpochMetrics)
}

/// What was measured in one epoch; the keys are the same in every epoch of a training.
package struct EpochMetrics: Codable, Sendable, Equatable {
  /// Counted from 1.
  package var epoch: Int
  package var seconds: Double
  package var values: [String: Double]
}

extension EpochMetrics {
  /// The loss that chooses the best epoch: on the validation set where there is one.
  ///
  /// An epoch that holds neither is never the best.
  package var heldLoss: Double { values["validationLoss"] ?? values["loss"] ?? .infinity }
}

extension [EpochMetrics] {
  /// The epoch whose weights are kept: the one with the lowest loss, of equals the first.
  package var best: EpochMetrics? { self.min { $0.heldLoss < $1.heldLoss } }
}

/// How a training came to its end.
package enum TrainingEnding: Equatable, Sendable {
  /// All epochs are done.
  case finished
  /// Too many epochs without a better one.
  case outOfPatience
  /// In this epoch, counted from 1, a loss or a weight stopped being a finite number.
  case diverged(epoch: Int)
}

/// A finished training: all that the store keeps of it.
package struct TrainedModel: Sendable {
  package let kind: ModelKind
  package let preset: String
  package let seed: UInt64
  /// Settings and preprocessing as JSON with sorted keys.
  package let configuration: String
  /// Figures of the kept epoch.
  package let metrics: [String: Double]
  package let history: [EpochMetrics]
  package let ending: TrainingEnding
  /// A safetensors file.
  package let weights: [UInt8]
  package let seconds: Double
  package let imagesPerSecond: Double
}
