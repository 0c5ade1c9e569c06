import Digests
package import Foundation
import GRDB
package import Vocabulary

extension HuntStore {
  /// Keeps a checkpoint in the place of the one there was of its kind.
  package func save(_ checkpoint: CheckpointRecord, now: Date = Date()) throws(StoreError) {
    try write { db in
      try Self.discardCheckpoint(of: checkpoint.kind, db)
      try db.execute(
        sql: """
          INSERT INTO checkpoint (
            kind, run, config, history, epoch, epochs, step, createdAt, state, sha256)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          checkpoint.kind.rawValue, checkpoint.run, checkpoint.config, checkpoint.history,
          checkpoint.epoch, checkpoint.epochs, checkpoint.step, Timestamp.text(now),
          checkpoint.state, checkpoint.state.withUnsafeBytes { SHA256.hexDigest(of: $0) },
        ])
    }
  }

  /// The checkpoint of the unfinished training of a kind, nil where there is none.
  ///
  /// - Throws: `StoreError.altered` where its state is not the one that was stored.
  package func checkpoint(of kind: ModelKind) throws(StoreError) -> CheckpointRecord? {
    try read { db in
      try db.row(
        of: "checkpoint", "SELECT rowid, * FROM checkpoint WHERE kind = ?", [kind.rawValue]
      ) { row in
        let checkpoint = try CheckpointRecord(kind: kind, row: row)
        guard Self.isIntact(checkpoint.state, try row["sha256"]) else {
          throw StoreError.altered(
            table: "checkpoint", row: "the \(kind.rawValue)", column: "state")
        }
        return checkpoint
      }
    }
  }

  /// Epochs that the unfinished training of a kind has done, nil where there is none.
  package func checkpointEpoch(of kind: ModelKind) throws(StoreError) -> Int? {
    try read { db in
      try db.row(
        of: "checkpoint", "SELECT rowid, epoch FROM checkpoint WHERE kind = ?", [kind.rawValue]
      ) { try $0[1] }
    }
  }

  /// Removes the checkpoint of a kind; harmless where there is none.
  package func discardCheckpoint(of kind: ModelKind) throws(StoreError) {
    try write { db in try Self.discardCheckpoint(of: kind, db) }
  }

  static func discardCheckpoint(of kind: ModelKind, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM checkpoint WHERE kind = ?", arguments: [kind.rawValue])
  }
}
