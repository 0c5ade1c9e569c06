package import Foundation
package import Vocabulary

/// A trained model without its weights.
package struct ModelRecord: Sendable, Equatable, Identifiable {
  /// Number in the store; never given twice.
  package let id: Int64
  /// What it is for.
  package let kind: ModelKind
  /// Name of the preset it was built from.
  package let preset: String
  /// Resolved configuration, JSON.
  package let config: String
  /// Final metrics, JSON.
  package let metrics: String
  /// Metrics of each epoch, JSON.
  package let history: String
  /// The model it was trained on from.
  package let parent: Int64?
  /// Seed of its training.
  package let seed: Int64
  /// The ahunt that trained it.
  package let softwareVersion: String
  /// ISO-8601.
  package let createdAt: String
  /// Size of the weights.
  package let weightBytes: Int

  static let columns =
    "id, kind, preset, config, metrics, history, parent, seed, softwareVersion, createdAt,"
    + " length(weights) AS weightBytes"

  init(row: StoredRow) throws(StoreError) {
    id = try row["id"]
    kind = try row.named("kind")
    preset = try row["preset"]
    config = try row["config"]
    metrics = try row["metrics"]
    history = try row["history"]
    parent = try row["parent"]
    seed = try row["seed"]
    softwareVersion = try row["softwareVersion"]
    createdAt = try row["createdAt"]
    weightBytes = try row["weightBytes"]
  }
}

/// A model to be stored.
package struct NewModel: Sendable {
  /// What it is for.
  package var kind: ModelKind
  /// Name of the preset it was built from.
  package var preset: String
  /// Resolved configuration, JSON.
  package var config: String
  /// Final metrics, JSON.
  package var metrics: String
  /// Metrics of each epoch, JSON.
  package var history: String
  /// Weights in the safetensors format.
  package var weights: Data
  /// The model it was trained on from.
  package var parent: Int64?
  /// Seed of its training.
  package var seed: Int64
  /// The ahunt that trained it.
  package var softwareVersion: String

  /// A model with its weights; the texts are JSON.
  package init(
    kind: ModelKind, preset: String, config: String = "{}", metrics: String = "{}",
    history: String = "[]", weights: Data, parent: Int64? = nil, seed: Int64 = 0,
    softwareVersion: String
  ) {
    self.kind = kind
    self.preset = preset
    self.config = config
    self.metrics = metrics
    self.history = history
    self.weights = weights
    self.parent = parent
    self.seed = seed
    self.softwareVersion = softwareVersion
  }
}
