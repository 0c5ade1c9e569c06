import GRDB

/// Holds the schema of a file against what the migrations make.
///
/// A hunt may come from somebody else, and a view or trigger runs whenever its table is used: one that
/// counts to a billion would hang `status`, one on `answer` could change what is written. So nothing is
/// read from a file whose schema is not, object by object, the program's own.
enum SchemaCheck {
  /// One table, index, view or trigger.
  private struct Object: Equatable {
    let type: String
    let table: String
    let sql: String
  }

  /// The first object that is not as the migrations that the file names made it; nil for none.
  static func fault(
    in db: Database, applied: Set<String>
  ) throws -> (object: String, fault: SchemaFault)? {
    let made = try objects(afterMigrations: applied)
    let found = try objects(db)
    for (name, object) in found.sorted(by: { $0.key < $1.key }) {
      guard let own = made[name] else {
        if isStatistics(name, object) { continue }
        return ("\(object.type) \(name)", .unknown)
      }
      if own != object { return ("\(object.type) \(name)", .changed) }
    }
    for (name, object) in made.sorted(by: { $0.key < $1.key }) where found[name] == nil {
      return ("\(object.type) \(name)", .missing)
    }
    return nil
  }

  /// What the migrations make of an empty file.
  private static func objects(afterMigrations applied: Set<String>) throws -> [String: Object] {
    var configuration = Configuration()
    // As the migrator has it: renaming a table would otherwise change those that refer to it.
    configuration.foreignKeysEnabled = false
    return try DatabaseQueue(configuration: configuration).write { db in
      try db.execute(
        sql: "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
      for migration in Schema.migrations where applied.contains(migration.identifier) {
        try migration.migrate(db)
      }
      return try objects(db)
    }
  }

  private static func objects(_ db: Database) throws -> [String: Object] {
    var objects: [String: Object] = [:]
    try db.forEachRow(
      of: "sqlite_schema", "SELECT rowid, type, name, tbl_name, sql FROM sqlite_schema"
    ) { row in
      let sql: String? = try row[4]
      objects[try row[2]] = Object(
        type: try row[1], table: try row[3], sql: normalized(sql ?? ""))
    }
    return objects
  }

  /// What `ANALYZE` leaves, which only the planner reads.
  private static func isStatistics(_ name: String, _ object: Object) -> Bool {
    object.type == "table" && name.hasPrefix("sqlite_stat")
      && object.sql.hasPrefix("CREATE TABLE sqlite_stat")
  }

  /// The text with each run of white space as one space and without the quotes around names, which
  /// versions of SQLite set differently where a table is altered.
  private static func normalized(_ sql: String) -> String {
    sql.split(whereSeparator: \.isWhitespace).joined(separator: " ").filter { $0 != "\"" }
  }
}
