import GRDB

/// One step of the schema; once released it is never edited, a later one changes what it made.
protocol NumberedMigration: Sendable {
  static var identifier: String { get }
  static func migrate(_ db: Database) throws
}

/// The steps in order: a new one is one file and one line here.
enum Schema {
  static let migrations: [any NumberedMigration.Type] = [
    Migration001Survey.self,
    Migration002Models.self,
    Migration003Hunt.self,
    Migration004Evaluation.self,
    Migration005Import.self,
    Migration006Checkpoint.self,
    Migration007Recipe.self,
    Migration008Basis.self,
    Migration009Lineage.self,
    Migration010Provenance.self,
    Migration012ClassNumbers.self,
    Migration013People.self,
  ]

  /// Of the tables, indexes, views and triggers that all of them together make, by which a sound file is
  /// known at once. A test says what it has to be after a new step.
  static let digest = "d5a8d59c218283e285f29953e0d55f33516cc710678ba37c79dd685f8a561077"

  /// Marks the file as a hunt in its header: "AHnt" as four bytes.
  static let applicationID = 0x4148_6E74

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in migrations {
      migrator.registerMigration(migration.identifier) { db in try migration.migrate(db) }
    }
    return migrator
  }
}
