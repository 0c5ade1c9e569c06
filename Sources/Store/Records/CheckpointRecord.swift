package import Foundation
package import Vocabulary

/// A training after one of its epochs, with all that it needs to go on.
package struct CheckpointRecord: Sendable, Equatable {
  /// What the model is for.
  package var kind: ModelKind
  /// What the training was asked to do, JSON.
  package var run: String
  /// Resolved configuration, JSON.
  package var config: String
  /// Metrics of each epoch so far, JSON.
  package var history: String
  /// Epochs done.
  package var epoch: Int
  /// Epochs in all.
  package var epochs: Int
  /// Steps done.
  package var step: Int
  /// Weights, moments and best weights in the safetensors format.
  package var state: Data

  /// A checkpoint; the texts are JSON.
  package init(
    kind: ModelKind, run: String, config: String, history: String, epoch: Int, epochs: Int,
    step: Int, state: Data
  ) {
    self.kind = kind
    self.run = run
    self.config = config
    self.history = history
    self.epoch = epoch
    self.epochs = epochs
    self.step = step
    self.state = state
  }

  init(kind: ModelKind, row: StoredRow) throws(StoreError) {
    self.init(
      kind: kind, run: try row["run"], config: try row["config"], history: try row["history"],
      epoch: try row.value("epoch") { Self.sound.contains($0) },
      epochs: try row.value("epochs") { Self.sound.contains($0) },
      step: try row.value("step") { Self.sound.contains($0) }, state: try row["state"])
  }

  /// Epochs and steps that a training can have done.
  private static let sound = 1...1_000_000_000_000
}
