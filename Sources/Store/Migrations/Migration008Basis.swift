import GRDB

/// What a round's questions followed from besides its arms, seed and embedder.
enum Migration008Basis: NumberedMigration {
  static let identifier = "008-basis"

  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE round ADD COLUMN basis TEXT CHECK (basis IS NULL OR json_valid(basis));
        """)
  }
}
