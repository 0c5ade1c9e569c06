package import Foundation
import GRDB
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

  init(kind: ModelKind, row: Row) {
    self.init(
      kind: kind, run: row["run"], config: row["config"], history: row["history"],
      epoch: row["epoch"], epochs: row["epochs"], step: row["step"], state: row["state"])
  }
}
