import GRDB

/// Where a training is that is not finished: at most one of each kind of model.
enum Migration006Checkpoint: NumberedMigration {
  static let identifier = "006-checkpoint"

  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE checkpoint (
          kind TEXT PRIMARY KEY CHECK (kind IN ('embedder', 'scorer', 'classifier', 'head')),
          run TEXT NOT NULL CHECK (json_valid(run)),
          config TEXT NOT NULL CHECK (json_valid(config)),
          history TEXT NOT NULL CHECK (json_valid(history)),
          epoch INTEGER NOT NULL CHECK (epoch > 0),
          epochs INTEGER NOT NULL CHECK (epochs >= epoch),
          step INTEGER NOT NULL CHECK (step > 0),
          createdAt TEXT NOT NULL CHECK (datetime(createdAt) IS NOT NULL),
          state BLOB NOT NULL
        ) STRICT;
        """)
  }
}
