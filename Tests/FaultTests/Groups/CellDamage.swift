import Evaluation
import Foundation
import GRDB

/// One value of one row in place of another, past every rule of the schema.
enum CellDamage {
  private struct Column {
    let name: String
    let type: String
    let isNullable: Bool
  }

  static func done(to path: String, _ random: inout SeededGenerator) throws -> Damage {
    let file = HuntFile(path: path)
    let tables = try file.open { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
          ORDER BY name
          """
      ).filter { try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\($0)\"") ?? 0 > 0 }
    }
    let table = tables.randomElement(using: &random)!
    let columns = try file.open { db in
      try Row.fetchAll(db, sql: "PRAGMA table_info(\"\(table)\")").map { row in
        Column(
          name: row["name"], type: row["type"], isNullable: row["notnull"] == 0 && row["pk"] == 0)
      }
    }
    let column = columns.randomElement(using: &random)!
    let old = try loosen(table, in: file)
    defer { try? restore(old, in: file) }
    return try file.open { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      let key = old.sql.contains("WITHOUT ROWID") ? try primaryKey(of: table, db) : "rowid"
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\(table)\"") ?? 1
      let place = Int.random(in: 0..<count, using: &random)
      let isAll = Int.random(in: 0..<4, using: &random) == 0
      let now = try DatabaseValue.fetchOne(
        db, sql: "SELECT \"\(column.name)\" FROM \"\(table)\" LIMIT 1 OFFSET \(place)")
      let (value, what, isVisible) = replacement(
        for: now ?? .null, column, in: table, &random)
      let rows =
        isAll
        ? ""
        : " WHERE (\(key)) IN (SELECT \(key) FROM \"\(table)\" LIMIT 1 OFFSET \(place))"
      // A row's own number takes nothing but a number: then nothing is done.
      try? db.execute(
        sql: "UPDATE OR IGNORE \"\(table)\" SET \"\(column.name)\" = ?" + rows, arguments: [value])
      return Damage(
        what: "\(table).\(column.name) of \(isAll ? "every row" : "row \(place)") is \(what)",
        isVisible: isVisible && db.changesCount > 0)
    }
  }

  /// The columns whose bytes a check compares with a hash.
  private static let hashed: Set<String> = [
    "cutout.pixels", "model.weights", "embedding.vector",
  ]

  private static func replacement(
    for now: DatabaseValue, _ column: Column, in table: String, _ random: inout SeededGenerator
  ) -> (DatabaseValue, what: String, isVisible: Bool) {
    if Int.random(in: 0..<6, using: &random) == 0 {
      return (.null, "NULL", !column.isNullable)
    }
    let isHashed = hashed.contains("\(table).\(column.name)")
    switch column.type {
    case "BLOB":
      let (blob, what) = altered(Data.fromDatabaseValue(now) ?? Data(), &random)
      return (blob.databaseValue, what, isHashed)
    case "TEXT":
      let text = String.fromDatabaseValue(now) ?? ""
      let isJSON = text.hasPrefix("{") || text.hasPrefix("[")
      return isJSON ? damagedJSON(text, &random) : damagedText(text, &random)
    default:
      return damagedNumber(now, isReal: column.type == "REAL", &random)
    }
  }

  private static func altered(
    _ blob: Data, _ random: inout SeededGenerator
  ) -> (Data, what: String) {
    var blob = blob
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return (Data(), "an empty blob")
    case 1:
      return (blob.prefix(Int.random(in: 0...blob.count, using: &random) / 4 * 4), "cut short")
    case 2: return (blob + Data(repeating: 1, count: 4), "four bytes longer")
    case 3 where blob.count >= 4:
      let place = Int.random(in: 0..<blob.count / 4, using: &random) * 4
      let value: Float = [.nan, .infinity, -.infinity, 3e38].randomElement(using: &random)!
      withUnsafeBytes(of: value) { blob.replaceSubrange(place..<place + 4, with: $0) }
      return (blob, "a blob with \(value) at \(place)")
    case 4: return (Data(count: blob.count), "zeros")
    case 5: return (Data(repeating: 0xFF, count: blob.count), "all ones")
    default:
      for _ in 0..<8 where !blob.isEmpty {
        blob[Int.random(in: 0..<blob.count, using: &random)] ^=
          UInt8.random(in: 1...255, using: &random)
      }
      return (blob, "a blob with eight bytes changed")
    }
  }

  private static func damagedJSON(
    _ text: String, _ random: inout SeededGenerator
  ) -> (DatabaseValue, what: String, isVisible: Bool) {
    let cut = Int.random(in: 0..<text.utf8.count, using: &random)
    let values: [(String, Bool)] = [
      (String(text.prefix(cut)), true), ("{", true), ("", true), ("not JSON", true),
      ("{}", false), ("[]", false), ("null", false), ("7", false), ("\"text\"", false),
      (String(repeating: "[", count: 900) + String(repeating: "]", count: 900), false),
      (String(repeating: "[", count: 100_000), true),
      (text.replacing(/\d+/, with: "-1"), false), (text.replacing(/\d+/, with: "1e300"), false),
      (text.replacing(/\d+/, with: "9223372036854775807"), false),
      (text.replacing(/\d+/, with: "null"), false), (text.replacing(/"[a-z]/, with: "\"X"), false),
    ]
    let (value, isVisible) = values.randomElement(using: &random)!
    return (value.databaseValue, "the JSON '\(value.prefix(40))'", isVisible)
  }

  private static func damagedText(
    _ text: String, _ random: inout SeededGenerator
  ) -> (DatabaseValue, what: String, isVisible: Bool) {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return (Data([0xFF, 0xFE, 0, 1]).databaseValue, "a blob", true)
    case 1: return (Int64(12).databaseValue, "a number", true)
    case 2: return ("".databaseValue, "empty", false)
    case 3: return (String(repeating: "x", count: 1 << 20).databaseValue, "a MB of x", false)
    case 4: return ("\u{1B}]0;x\u{7}\u{1B}[2J\u{202E}".databaseValue, "control characters", false)
    case 5: return ("2999-99-99T99:99:99Z".databaseValue, "no date", false)
    case 6: return ((text + "\u{0}" + text).databaseValue, "text with a NUL", false)
    default: return ("a\nb\rc,\"d".databaseValue, "text of three lines", false)
    }
  }

  private static func damagedNumber(
    _ now: DatabaseValue, isReal: Bool, _ random: inout SeededGenerator
  ) -> (DatabaseValue, what: String, isVisible: Bool) {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return (Data([1, 2, 3]).databaseValue, "a blob", true)
    case 1: return ("text".databaseValue, "text", true)
    case 2: return (Int64.max.databaseValue, "\(Int64.max)", false)
    case 3: return (Int64.min.databaseValue, "\(Int64.min)", false)
    case 4 where isReal: return (Double.infinity.databaseValue, "infinite", true)
    case 4: return (1.5.databaseValue, "1.5", true)
    case 5: return ((isReal ? 1e308 : 1e15).databaseValue, "huge", false)
    default: return (Int64(-1).databaseValue, "-1", false)
    }
  }

  // MARK: - Past the schema

  private struct Loosened {
    let table: String
    let sql: String
    let triggers: [Row]
  }

  /// Takes types, NOT NULL and triggers from a table, which SQLite reads when the file is opened anew.
  private static func loosen(_ table: String, in file: HuntFile) throws -> Loosened {
    try file.open { db in
      let sql = try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?",
        arguments: [table])!
      let triggers = try Row.fetchAll(
        db, sql: "SELECT * FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?",
        arguments: [table])
      let loose = sql.replacing("IS NOT NULL", with: "NOTNULL")
        .replacing(" NOT NULL", with: "")
        .replacing(/\) STRICT, WITHOUT ROWID\s*$/, with: ") WITHOUT ROWID")
        .replacing(/\) STRICT\s*$/, with: ")")
        .replacing(/\b(REAL|TEXT)\b(?! PRIMARY KEY)/, with: "")
        .replacing(/\bINTEGER\b(?! PRIMARY KEY)/, with: "")
      try db.execute(sql: "PRAGMA writable_schema = ON")
      try db.execute(
        sql: "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
        arguments: [loose, table])
      try db.execute(
        sql: "DELETE FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?",
        arguments: [table])
      return Loosened(table: table, sql: sql, triggers: triggers)
    }
  }

  private static func restore(_ loosened: Loosened, in file: HuntFile) throws {
    try file.open { db in
      try db.execute(sql: "PRAGMA writable_schema = ON")
      try db.execute(
        sql: "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?",
        arguments: [loosened.sql, loosened.table])
      for row in loosened.triggers {
        try db.execute(
          sql: "INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)",
          arguments: StatementArguments(row.databaseValues))
      }
    }
  }

  private static func primaryKey(of table: String, _ db: Database) throws -> String {
    try String.fetchAll(
      db, sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk",
      arguments: [table]
    ).joined(separator: ", ")
  }
}
