import GRDB

/// Results of evaluations, kept so that a report can be written again.
enum Migration004Evaluation: NumberedMigration {
  static let identifier = "004-evaluation"

  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE evaluation (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL CHECK (name <> ''),
          model INTEGER REFERENCES model (id) ON DELETE SET NULL,
          payload TEXT NOT NULL CHECK (json_valid(payload)),
          createdAt TEXT NOT NULL CHECK (datetime(createdAt) IS NOT NULL)
        ) STRICT;
        CREATE INDEX evaluationByName ON evaluation (name);
        CREATE INDEX evaluationByModel ON evaluation (model) WHERE model IS NOT NULL;
        """)
  }
}
