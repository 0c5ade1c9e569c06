package import Foundation
import GRDB

/// A result of an evaluation, as it was computed.
package struct EvaluationRecord: Sendable, Equatable, Identifiable {
  /// Number in the store.
  package let id: Int64
  /// What was evaluated, such as `classifier`.
  package let name: String
  /// The model it is about.
  package let model: Int64?
  /// The result, JSON.
  package let payload: String
  /// ISO-8601.
  package let createdAt: String

  init(row: StoredRow) throws(StoreError) {
    id = try row["id"]
    name = try row["name"]
    model = try row["model"]
    payload = try row["payload"]
    createdAt = try row["createdAt"]
  }
}

extension HuntStore {
  /// Keeps a result; `payload` is JSON.
  @discardableResult
  package func saveEvaluation(
    name: String, payload: String, model: ModelRecord.ID? = nil, now: Date = Date()
  ) throws(StoreError) -> EvaluationRecord.ID {
    try write(about: model.map { [Reference(table: "model", id: $0)] } ?? []) { db in
      try db.execute(
        sql: "INSERT INTO evaluation (name, model, payload, createdAt) VALUES (?, ?, ?, ?)",
        arguments: [name, model, payload, Timestamp.text(now)])
      return db.lastInsertedRowID
    }
  }

  /// Results, oldest first, of one name or of all.
  package func evaluations(name: String? = nil) throws(StoreError) -> [EvaluationRecord] {
    try read { db in
      try db.rows(
        of: "evaluation",
        "SELECT * FROM evaluation" + (name == nil ? "" : " WHERE name = ?") + " ORDER BY id",
        name.map { [$0] } ?? [], EvaluationRecord.init)
    }
  }
}
