import GRDB

/// What a second import needs to leave unchanged files unread, and how float pictures are shown.
enum Migration005Import: NumberedMigration {
  static let identifier = "005-import"

  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE galaxy ADD COLUMN fingerprint TEXT;
        ALTER TABLE catalog ADD COLUMN stretch TEXT
          CHECK (stretch IS NULL OR json_valid(stretch));
        """)
  }
}
