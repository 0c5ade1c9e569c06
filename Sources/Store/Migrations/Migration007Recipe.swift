import GRDB

/// What of a source's pictures a catalog's cutouts show.
enum Migration007Recipe: NumberedMigration {
  static let identifier = "007-recipe"

  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE catalog ADD COLUMN recipe TEXT
          CHECK (recipe IS NULL OR json_valid(recipe));
        """)
  }
}
