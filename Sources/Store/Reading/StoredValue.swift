import CSQLite
import Foundation
import GRDB

/// A type that columns hold.
protocol StoredValue {
  /// The value at a column of a statement's row; nil where it is of another type.
  static func read(_ statement: SQLiteStatement, _ column: Int32) -> Self?
}

extension Int64: StoredValue {
  static func read(_ statement: SQLiteStatement, _ column: Int32) -> Int64? {
    guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else { return nil }
    return sqlite3_column_int64(statement, column)
  }
}

extension Int: StoredValue {
  static func read(_ statement: SQLiteStatement, _ column: Int32) -> Int? {
    Int64.read(statement, column).flatMap(Int.init(exactly:))
  }
}

extension Bool: StoredValue {
  static func read(_ statement: SQLiteStatement, _ column: Int32) -> Bool? {
    switch Int64.read(statement, column) {
    case 0: false
    case 1: true
    default: nil
    }
  }
}

extension Double: StoredValue {
  /// A finite number; SQLite keeps one without a fraction as an integer.
  static func read(_ statement: SQLiteStatement, _ column: Int32) -> Double? {
    let type = sqlite3_column_type(statement, column)
    guard type == SQLITE_FLOAT || type == SQLITE_INTEGER else { return nil }
    let value = sqlite3_column_double(statement, column)
    return value.isFinite ? value : nil
  }
}

extension String: StoredValue {
  static func read(_ statement: SQLiteStatement, _ column: Int32) -> String? {
    guard sqlite3_column_type(statement, column) == SQLITE_TEXT,
      let start = sqlite3_column_text(statement, column)
    else { return nil }
    return String(
      validating: UnsafeBufferPointer(
        start: start, count: Int(sqlite3_column_bytes(statement, column))),
      as: UTF8.self)
  }
}

extension Data: StoredValue {
  static func read(_ statement: SQLiteStatement, _ column: Int32) -> Data? {
    guard sqlite3_column_type(statement, column) == SQLITE_BLOB else { return nil }
    // An empty one has no address.
    guard let start = sqlite3_column_blob(statement, column) else { return Data() }
    return Data(bytes: start, count: Int(sqlite3_column_bytes(statement, column)))
  }
}

extension Optional: StoredValue where Wrapped: StoredValue {
  static func read(_ statement: SQLiteStatement, _ column: Int32) -> Wrapped?? {
    if sqlite3_column_type(statement, column) == SQLITE_NULL { return .some(nil) }
    return Wrapped.read(statement, column).map { .some($0) }
  }
}
