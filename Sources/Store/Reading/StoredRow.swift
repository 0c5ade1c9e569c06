import CSQLite
import GRDB

/// The current row of a query, whose values are taken as what they are or not at all.
///
/// SQLite turns any value into the type that is asked for: a damaged number reads as 0, a damaged text
/// as an empty one. Here a value of another type than the one asked for is an error that names the
/// table and the row.
///
/// ```swift
/// let id: Int64 = try row[0]
/// let redshift: Double? = try row["redshift"]
/// ```
struct StoredRow {
  /// The table that errors name.
  let table: String
  /// The statement that is at this row.
  private let statement: SQLiteStatement
  /// Where the row's number is.
  private let key: Int32

  /// The row that a statement is at.
  ///
  /// - Parameter key: the column with the row's number in its table.
  init(_ statement: SQLiteStatement, of table: String, key: Int = 0) {
    self.statement = statement
    self.table = table
    self.key = Int32(key)
  }

  /// The row's number in its table; 0 where that itself can't be read.
  var id: Int64 { Int64.read(statement, key) ?? 0 }

  /// The value of a column.
  subscript<Value: StoredValue>(_ column: Int) -> Value {
    get throws(StoreError) {
      guard let value = Value.read(statement, Int32(column)) else { throw damaged(column) }
      return value
    }
  }

  /// The value of the column of this name.
  subscript<Value: StoredValue>(_ name: String) -> Value {
    get throws(StoreError) { try self[place(of: name)] }
  }

  /// A value that has to be sound beyond its type, such as a number within bounds.
  func value<Value: StoredValue>(
    _ column: Int, where isSound: (Value) -> Bool
  ) throws(StoreError) -> Value {
    let value: Value = try self[column]
    guard isSound(value) else { throw damaged(column) }
    return value
  }

  /// A value that has to be sound beyond its type, in the column of this name.
  func value<Value: StoredValue>(
    _ name: String, where isSound: (Value) -> Bool
  ) throws(StoreError) -> Value {
    try value(place(of: name), where: isSound)
  }

  /// What a column names; a name that this version does not know is an error.
  func named<Value: RawRepresentable>(
    _ column: Int
  ) throws(StoreError) -> Value where Value.RawValue == String {
    let text: String = try self[column]
    guard let value = Value(rawValue: text) else {
      throw .unreadable(table: table, row: id, column: name(of: column), value: text)
    }
    return value
  }

  /// What a column names, in the column of this name.
  func named<Value: RawRepresentable>(
    _ name: String
  ) throws(StoreError) -> Value where Value.RawValue == String {
    try named(place(of: name))
  }

  /// What a column says in JSON; nil where it is empty.
  func json<Value: Decodable>(_ column: Int) throws(StoreError) -> Value? {
    try StoredJSON.value(try self[column], table, row: id, name(of: column))
  }

  /// What the column of this name says in JSON; nil where it is empty.
  func json<Value: Decodable>(_ name: String) throws(StoreError) -> Value? {
    try json(place(of: name))
  }

  /// The bytes of a column, which are there only while `body` runs.
  func withBytes<Result>(
    _ column: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    let place = Int32(column)
    guard sqlite3_column_type(statement, place) == SQLITE_BLOB else { throw damaged(column) }
    return try body(
      UnsafeRawBufferPointer(
        start: sqlite3_column_blob(statement, place),
        count: Int(sqlite3_column_bytes(statement, place))))
  }

  /// Says that what a column holds can't be what was written there.
  func damaged(_ column: Int) -> StoreError {
    .damagedRow(table: table, row: id, column: name(of: column), value: shown(Int32(column)))
  }

  private func place(of name: String) -> Int {
    for column in 0..<sqlite3_column_count(statement)
    where self.name(of: Int(column)) == name {
      return Int(column)
    }
    preconditionFailure("the query has no column \(name)")
  }

  private func name(of column: Int) -> String {
    sqlite3_column_name(statement, Int32(column)).map { String(cString: $0) } ?? "column \(column)"
  }

  /// What a column holds, in a few words.
  private func shown(_ column: Int32) -> String {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: "NULL"
    case SQLITE_INTEGER: "\(sqlite3_column_int64(statement, column))"
    case SQLITE_FLOAT: "\(sqlite3_column_double(statement, column))"
    case SQLITE_TEXT: String.read(statement, column).map { "\"\($0)\"" } ?? "no UTF-8 text"
    default: "\(sqlite3_column_bytes(statement, column)) bytes"
    }
  }
}
