import GRDB

/// What is measured of a galaxy once, and scores under the model that they derive from.
///
/// Measured shapes and peaks are kept beside the pixels they were measured on. Vectors are counted
/// by a narrow index that begins with the model; the one it replaces began with the galaxy, and
/// counting walked through all of it.
///
/// A fusion is made of an embedder's scores and was filed under a scorer: after another embedder had
/// been trained, the old fusion went on being used. It now lies under its embedder.
enum Migration009Lineage: NumberedMigration {
  static let identifier = "009-lineage"

  static func migrate(_ db: Database) throws {
    try db.execute(sql: facts)
    try moveFusion(db)
  }

  private static let facts = """
    CREATE TABLE shape (
      galaxy INTEGER PRIMARY KEY REFERENCES galaxy (id) ON DELETE CASCADE,
      version INTEGER NOT NULL CHECK (version > 0),
      vector BLOB NOT NULL CHECK (length(vector) > 0 AND length(vector) % 4 = 0)
    ) STRICT;

    CREATE TABLE peak (
      galaxy INTEGER PRIMARY KEY REFERENCES galaxy (id) ON DELETE CASCADE,
      vector BLOB NOT NULL CHECK (length(vector) > 0 AND length(vector) % 4 = 0)
    ) STRICT;

    CREATE INDEX embeddingByModel ON embedding (model, galaxy);
    DROP INDEX embeddingByGalaxy;
    """

  /// Files the fusion that rankings used under its embedder where that is known, and drops the others.
  ///
  /// `ahunt score` made a fusion of the embedder that was the latest at the time, and no column says
  /// which that was. It can only have been today's latest in two cases:
  ///
  /// - The scorer is younger than the embedder, and every number since the embedder's is that of a
  ///   model in the file: numbers are never given twice, so no embedder came in between and went
  ///   again.
  /// - There never was another embedder: the file holds one, and no number is missing at all.
  ///
  /// In all others the fusion goes. `ahunt score` makes it again from stored vectors in seconds, and
  /// a wrong one would rank in silence.
  private static func moveFusion(_ db: Database) throws {
    let scorers = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM model
        WHERE kind = 'scorer'
          AND EXISTS (SELECT 1 FROM score WHERE model = model.id AND kind = 'fusion')
        ORDER BY id
        """)
    guard let scorer = scorers.last else { return }
    let embedders = try Int64.fetchAll(
      db, sql: "SELECT id FROM model WHERE kind = 'embedder' ORDER BY id")
    if let embedder = embedders.last {
      let isOnly = try embedders.count == 1 && hasAllNumbers(from: 1, db)
      let isBefore = try scorer > embedder && hasAllNumbers(from: embedder, db)
      if isOnly || isBefore {
        try db.execute(
          sql: "UPDATE OR REPLACE score SET model = ? WHERE model = ? AND kind = 'fusion'",
          arguments: [embedder, scorer])
      }
    }
    for scorer in scorers {
      try db.execute(
        sql: "DELETE FROM score WHERE model = ? AND kind = 'fusion'", arguments: [scorer])
    }
  }

  /// Whether every model since one number, whose number is the first, is still there.
  private static func hasAllNumbers(from first: Int64, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT (SELECT count(*) FROM model WHERE id >= :first)
          = (SELECT seq FROM sqlite_sequence WHERE name = 'model') - :first + 1
        """, arguments: ["first": first]) ?? false
  }
}
