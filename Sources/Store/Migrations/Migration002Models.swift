import GRDB

/// Trained models and what they say of each galaxy.
///
/// Vectors are clustered by model, so that loading one model's embedding is one sequential scan;
/// the narrow second index serves counting and finding what is missing.
enum Migration002Models: NumberedMigration {
  static let identifier = "002-models"

  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE model (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          kind TEXT NOT NULL CHECK (kind IN ('embedder', 'scorer', 'classifier', 'head')),
          preset TEXT NOT NULL,
          config TEXT NOT NULL CHECK (json_valid(config)),
          metrics TEXT NOT NULL CHECK (json_valid(metrics)),
          history TEXT NOT NULL CHECK (json_valid(history)),
          parent INTEGER REFERENCES model (id) ON DELETE SET NULL,
          seed INTEGER NOT NULL,
          softwareVersion TEXT NOT NULL,
          createdAt TEXT NOT NULL CHECK (datetime(createdAt) IS NOT NULL),
          weights BLOB NOT NULL
        ) STRICT;
        CREATE INDEX modelByKind ON model (kind);
        CREATE INDEX modelByParent ON model (parent) WHERE parent IS NOT NULL;

        CREATE TABLE embedding (
          model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
          galaxy INTEGER NOT NULL REFERENCES galaxy (id) ON DELETE CASCADE,
          vector BLOB NOT NULL CHECK (length(vector) > 0 AND length(vector) % 4 = 0),
          PRIMARY KEY (model, galaxy)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX embeddingByGalaxy ON embedding (galaxy, model);

        CREATE TABLE score (
          model INTEGER NOT NULL REFERENCES model (id) ON DELETE CASCADE,
          galaxy INTEGER NOT NULL REFERENCES galaxy (id) ON DELETE CASCADE,
          kind TEXT NOT NULL CHECK (kind <> ''),
          value REAL NOT NULL,
          PRIMARY KEY (model, kind, galaxy)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX scoreByGalaxy ON score (galaxy);
        """)
  }
}
