import Foundation
import GRDB

/// Changes to a hunt's file that the schema forbids, as a bad disk or another program makes them.
enum Damage {
  /// Runs SQL on a hunt past its types, checks, keys and triggers, and leaves the schema as it was.
  static func run(_ sql: String, in hunt: URL) throws {
    let path = hunt.appendingPathComponent("hunt.sqlite").path
    let before = try open(path) { db in
      let rows = try Row.fetchAll(db, sql: "SELECT * FROM sqlite_schema")
      try db.execute(
        sql: """
          PRAGMA writable_schema = ON;
          DELETE FROM sqlite_schema WHERE type = 'trigger';
          UPDATE sqlite_schema SET sql = replace(replace(sql, ') STRICT, WITHOUT', ') WITHOUT'),
            ') STRICT', ')') WHERE type = 'table';
          """)
      for type in ["TEXT", "INTEGER", "REAL", "BLOB"] {
        try db.execute(
          sql: "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table'",
          arguments: ["\(type) NOT NULL", type])
      }
      return rows
    }
    try open(path) { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try db.execute(sql: sql)
    }
    try open(path) { db in
      try db.execute(sql: "PRAGMA writable_schema = ON")
      for row in before {
        try db.execute(
          sql: row["type"] == "trigger"
            ? "INSERT INTO sqlite_schema VALUES (:type, :name, :tbl_name, :rootpage, :sql)"
            : "UPDATE sqlite_schema SET sql = :sql WHERE type = :type AND name = :name",
          arguments: StatementArguments(
            Dictionary(uniqueKeysWithValues: row.map { ($0, $1) })
              .filter { row["type"] == "trigger" || ["sql", "type", "name"].contains($0.key) }))
      }
    }
  }

  /// Runs SQL as any SQLite client can.
  static func change(_ sql: String, in hunt: URL) throws {
    try open(hunt.appendingPathComponent("hunt.sqlite").path) { try $0.execute(sql: sql) }
  }

  private static func open<T>(_ path: String, _ body: (Database) throws -> T) throws -> T {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    return try queue.writeWithoutTransaction(body)
  }
}
