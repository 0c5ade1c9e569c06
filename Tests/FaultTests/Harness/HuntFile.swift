import Foundation
import GRDB

/// A hunt's file seen past the program, as any SQLite client sees it.
struct HuntFile {
  let path: String

  var exists: Bool { FileManager.default.fileExists(atPath: path) }

  /// Every row of every table, but for what differs from run to run.
  typealias State = [String: [[DatabaseValue]]]

  /// Runs SQL on the file, without foreign keys.
  func open<Value>(_ body: (Database) throws -> Value) throws -> Value {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(20)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    return try queue.inDatabase(body)
  }

  /// What SQLite finds wrong with it.
  func problems() throws -> [String] {
    guard exists else { return [] }
    return try open { db in
      let integrity = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
      return integrity + orphans.map { "row without its \($0[2] ?? "parent") in \($0[0] ?? "")" }
    }
  }

  /// The log of answers, oldest first.
  func answers() throws -> [[DatabaseValue]] {
    guard exists else { return [] }
    return try open { db in
      guard try db.tableExists("answer") else { return [] }
      return try Row.fetchAll(
        db, sql: "SELECT id, galaxy, kind, class, annotator, answeredAt FROM answer ORDER BY id"
      ).map { Array($0.databaseValues) }
    }
  }

  /// Whether the log still begins with what it was.
  func keeps(_ answers: [[DatabaseValue]]) throws -> Bool {
    try Array(self.answers().prefix(answers.count)) == answers
  }

  /// The ids of the galaxies that someone answered, in the order of the first answers.
  func answered(by annotator: String) throws -> [String] {
    try open { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT galaxy.objectID FROM answer JOIN galaxy ON galaxy.id = answer.galaxy
          WHERE answer.kind = 'answer' AND answer.annotator = ? ORDER BY answer.id
          """, arguments: [annotator])
    }
  }

  /// The ids of the galaxies that someone's standing answers are about, in the order of these.
  func standing(of annotator: String) throws -> [String] {
    try open { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT galaxy.objectID FROM standingAnswer
          JOIN galaxy ON galaxy.id = standingAnswer.galaxy
          WHERE standingAnswer.annotator = ? ORDER BY standingAnswer.id
          """, arguments: [annotator])
    }
  }

  /// Everything that a command's work comes to.
  func state() throws -> State {
    guard exists else { return [:] }
    return try open { db in
      var state = State()
      let tables = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
            AND name NOT IN ('evaluation', 'grdb_migrations')
          """)
      for table in tables {
        let columns = try db.columns(in: table).map(\.name).filter { name in
          !name.hasSuffix("At")
            && !["dwell", "metrics", "history", "fingerprint"].contains(name)
        }
        let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let order = (1...min(3, columns.count)).map(String.init).joined(separator: ", ")
        state[table] = try Row.fetchAll(
          db, sql: "SELECT \(list) FROM \"\(table)\" ORDER BY \(order)"
        ).map { Array($0.databaseValues) }
      }
      return state
    }
  }

  /// Where two states differ, in a few words; nil where they are equal.
  static func difference(_ first: State, _ second: State) -> String? {
    for table in Set(first.keys).union(second.keys).sorted() where first[table] != second[table] {
      let (one, other) = (first[table] ?? [], second[table] ?? [])
      if one.count != other.count { return "\(table): \(one.count) rows, not \(other.count)" }
      let rows = zip(one, other).filter { $0 != $1 }
      let cells = rows.first.map { zip($0.0, $0.1).filter { $0 != $1 } } ?? []
      let words = cells.prefix(2).map { "\("\($0.0)".prefix(60)) for \("\($0.1)".prefix(60))" }
      return "\(table): \(rows.count) rows differ: \(words.joined(separator: ", "))"
    }
    return nil
  }

  /// Copies the file with its log, as a crash would leave them.
  func copy(to other: String) throws {
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.copyItem(atPath: path + suffix, toPath: other + suffix)
    }
  }
}
