import Digests
package import Foundation
import GRDB
package import Vocabulary

extension HuntStore {
  /// Stores a trained model and returns its number.
  ///
  /// - Parameter endsTraining: whether the checkpoint of its kind goes in the same transaction.
  @discardableResult
  package func save(
    _ model: NewModel, endsTraining: Bool = false, now: Date = Date()
  ) throws(StoreError) -> ModelRecord.ID {
    try write(about: model.parent.map { [Reference(table: "model", id: $0)] } ?? []) { db in
      if endsTraining { try Self.discardCheckpoint(of: model.kind, db) }
      try db.execute(
        sql: """
          INSERT INTO model (
            kind, preset, config, metrics, history, parent, seed, softwareVersion, createdAt,
            weights, sha256)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          model.kind.rawValue, model.preset, model.config, model.metrics, model.history,
          model.parent, model.seed, model.softwareVersion, Timestamp.text(now), model.weights,
          model.weights.withUnsafeBytes { SHA256.hexDigest(of: $0) },
        ])
      return db.lastInsertedRowID
    }
  }

  /// Every model, oldest first, of one kind or of all, without weights.
  package func models(kind: ModelKind? = nil) throws(StoreError) -> [ModelRecord] {
    try read { db in
      try db.rows(
        of: "model",
        "SELECT \(ModelRecord.columns) FROM model" + (kind == nil ? "" : " WHERE kind = ?")
          + " ORDER BY id", kind.map { [$0.rawValue] } ?? [], ModelRecord.init)
    }
  }

  /// The model stored last among those of a kind, nil where none was trained.
  package func latestModel(kind: ModelKind) throws(StoreError) -> ModelRecord? {
    try read { db in try Self.latestModel(kind, db) }
  }

  /// The number of the model stored last among those of a kind, nil where none was trained.
  package func latestModelID(kind: ModelKind) throws(StoreError) -> ModelRecord.ID? {
    try read { db in
      try Int64.fetchOne(
        db, sql: "SELECT max(id) FROM model WHERE kind = ?", arguments: [kind.rawValue])
    }
  }

  /// The model of this number.
  package func model(id: ModelRecord.ID) throws(StoreError) -> ModelRecord {
    try read { db in
      let model = try db.row(
        of: "model", "SELECT \(ModelRecord.columns) FROM model WHERE id = ?", [id],
        ModelRecord.init)
      guard let model else { throw StoreError.noModel(id: id) }
      return model
    }
  }

  /// A model's weights in the safetensors format.
  ///
  /// - Throws: `StoreError.altered` where they are not those that were stored.
  package func weights(of model: ModelRecord.ID) throws(StoreError) -> Data {
    try read { db in
      let row: (weights: Data, digest: String?)? = try db.row(
        of: "model", "SELECT id, weights, sha256 FROM model WHERE id = ?", [model]
      ) { (try $0[1], try $0[2]) }
      guard let row else { throw StoreError.noModel(id: model) }
      let weights = row.weights
      guard Self.isIntact(weights, row.digest) else {
        throw StoreError.altered(table: "model", row: "model \(model)", column: "weights")
      }
      return weights
    }
  }

  /// Whether a blob has this digest, or none is known.
  static func isIntact(_ blob: Data, _ digest: String?) -> Bool {
    digest == nil || digest == blob.withUnsafeBytes { SHA256.hexDigest(of: $0) }
  }

  /// Removes a model with its embeddings and scores; rounds it asked and its heirs stay.
  package func removeModel(_ model: ModelRecord.ID) throws(StoreError) {
    try write { db in
      try db.execute(sql: "DELETE FROM model WHERE id = ?", arguments: [model])
      guard db.changesCount > 0 else { throw StoreError.noModel(id: model) }
    }
  }

  static func latestModel(_ kind: ModelKind, _ db: Database) throws -> ModelRecord? {
    try db.row(
      of: "model",
      "SELECT \(ModelRecord.columns) FROM model WHERE kind = ? ORDER BY id DESC LIMIT 1",
      [kind.rawValue], ModelRecord.init)
  }
}
