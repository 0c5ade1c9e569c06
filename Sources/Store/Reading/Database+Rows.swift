import GRDB

/// Queries whose rows are read as `StoredRow`; the store reads in no other way, except for numbers
/// that SQLite computes.
extension Database {
  /// Hands each row to `body` while it is current.
  ///
  /// - Parameters:
  ///   - table: what errors call the table that the rows are of.
  ///   - key: the column with the row's number in that table.
  ///   - isKept: whether the statement is kept for the next time; not where `body` runs the same one.
  func forEachRow(
    of table: String, _ sql: String, _ arguments: StatementArguments = [], key: Int = 0,
    isKept: Bool = false, _ body: (StoredRow) throws -> Void
  ) throws {
    let statement = try isKept ? cachedStatement(sql: sql) : makeStatement(sql: sql)
    let cursor = try Row.fetchCursor(statement, arguments: arguments)
    let row = StoredRow(statement.sqliteStatement, of: table, key: key)
    // A cursor that goes resets its statement, and the row with it.
    try withExtendedLifetime(cursor) {
      while try cursor.next() != nil { try body(row) }
    }
  }

  /// What `decode` makes of each row.
  func rows<Record>(
    of table: String, _ sql: String, _ arguments: StatementArguments = [], key: Int = 0,
    isKept: Bool = false, _ decode: (StoredRow) throws -> Record
  ) throws -> [Record] {
    var records: [Record] = []
    try forEachRow(of: table, sql, arguments, key: key, isKept: isKept) {
      records.append(try decode($0))
    }
    return records
  }

  /// What `decode` makes of the first row, nil where there is none.
  func row<Record>(
    of table: String, _ sql: String, _ arguments: StatementArguments = [], key: Int = 0,
    isKept: Bool = false, _ decode: (StoredRow) throws -> Record
  ) throws -> Record? {
    let statement = try isKept ? cachedStatement(sql: sql) : makeStatement(sql: sql)
    let cursor = try Row.fetchCursor(statement, arguments: arguments)
    return try withExtendedLifetime(cursor) {
      guard try cursor.next() != nil else { return nil }
      return try decode(StoredRow(statement.sqliteStatement, of: table, key: key))
    }
  }

  /// The first column of each row.
  func values<Value: StoredValue>(
    of table: String, _ sql: String, _ arguments: StatementArguments = [], isKept: Bool = false
  ) throws -> [Value] {
    try rows(of: table, sql, arguments, isKept: isKept) { try $0[0] }
  }

  /// The first column of the first row, nil where there is none.
  func value<Value: StoredValue>(
    of table: String, _ sql: String, _ arguments: StatementArguments = [], isKept: Bool = false
  ) throws -> Value? {
    try row(of: table, sql, arguments, isKept: isKept) { try $0[0] }
  }
}
