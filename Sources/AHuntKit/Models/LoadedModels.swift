import Models
import Store

extension HuntStore {
  /// The model of this number, or the latest of its kind.
  ///
  /// - Throws: `HuntError.noModel` or `.wrongModel`.
  func trained(_ kind: ModelKind, id: Int64?) throws -> ModelRecord {
    if let id {
      let record = try model(id: id)
      guard record.kind == kind else {
        throw HuntError.wrongModel(id: id, kind: record.kind, needed: kind)
      }
      return record
    }
    guard let latest = try latestModel(kind: kind) else {
      throw HuntError.noModel(kind)
    }
    return latest
  }

  /// A stored embedder, ready to work.
  func embedder(_ record: ModelRecord, _ engine: EngineChoice) throws -> Embedder {
    try Embedder(
      configuration: record.config, weights: [UInt8](try weights(of: record.id)),
      device: engine.device, precision: engine.precision)
  }

  /// A stored scorer, ready to work.
  func scorer(_ record: ModelRecord, _ engine: EngineChoice) throws -> Scorer {
    try Scorer(
      configuration: record.config, weights: [UInt8](try weights(of: record.id)),
      device: engine.device, precision: engine.precision)
  }

  /// A stored classifier, ready to work.
  func classifier(_ record: ModelRecord, _ engine: EngineChoice) throws -> Classifier {
    try Classifier(
      configuration: record.config, weights: [UInt8](try weights(of: record.id)),
      device: engine.device, precision: engine.precision)
  }
}
