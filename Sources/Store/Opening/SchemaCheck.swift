import Digests
import GRDB

/// Holds the schema of a file against what the migrations make.
///
/// A hunt may come from somebody else, and a view or trigger runs whenever its table is used: one that
/// counts to a billion would hang `status`, one on `answer` could change what is written. So nothing is
/// read from a file before its schema was looked at, object by object.
enum SchemaCheck {
  /// One table, index, view or trigger.
  private struct Object: Equatable {
    let type: String
    let table: String
    let sql: String
  }

  /// The first object that is not as the migrations that the file names made it; nil for none.
  ///
  /// - Parameter allowsAdditions: whether a person's own tables may be there, with their indexes, and
  ///   views. No command reads them, so nothing of them runs; a trigger, a virtual table or an index of
  ///   the hunt's own tables would.
  static func fault(
    in db: Database, applied: Set<String>, allowsAdditions: Bool
  ) throws -> (object: String, fault: SchemaFault)? {
    let found = try objects(db)
    if applied.count == Schema.migrations.count, digest(of: found) == Schema.digest { return nil }
    let made = try objects(afterMigrations: applied)
    for (name, object) in found.sorted(by: { $0.key < $1.key }) {
      guard let own = made[name] else {
        if isStatistics(name, object) { continue }
        if allowsAdditions, isAddition(object, to: made) { continue }
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

  /// Of the schema of a file, with the names in order.
  static func digest(of db: Database) throws -> String { digest(of: try objects(db)) }

  private static func digest(of objects: [String: Object]) -> String {
    let lines = objects.sorted { $0.key < $1.key }.map { name, object in
      "\(name)\0\(object.type)\0\(object.table)\0\(object.sql)\n"
    }
    return SHA256.hexDigest(of: lines.flatMap(\.utf8))
  }

  /// Whether no command of the program can come upon an object.
  private static func isAddition(_ object: Object, to made: [String: Object]) -> Bool {
    switch object.type {
    case "view": true
    case "table": !object.sql.lowercased().hasPrefix("create virtual")
    case "index": made[object.table] == nil
    default: false
    }
  }

  /// What `ANALYZE` leaves, which only the planner reads.
  private static func isStatistics(_ name: String, _ object: Object) -> Bool {
    object.type == "table" && name.hasPrefix("sqlite_stat")
      && object.sql.hasPrefix("CREATE TABLE sqlite_stat")
  }

  /// The text with each run of white space as one space and without the quotes around names, which
  /// versions of SQLite set differently where a table is altered.
  private static func normalized(_ sql: String) -> String {
    var bytes: [UInt8] = []
    var hasSpace = false
    for byte in sql.utf8 {
      switch byte {
      case 9...13, UInt8(ascii: " "): hasSpace = !bytes.isEmpty
      case UInt8(ascii: "\""): continue
      default:
        if hasSpace { bytes.append(UInt8(ascii: " ")) }
        hasSpace = false
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
