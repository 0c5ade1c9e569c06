import Foundation

/// The few shapes of JSON that columns hold, always with sorted keys.
enum StoredJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// What a column's text says; nil where the column is empty.
  ///
  /// - Throws: `StoreError.unreadable` for text that says something else.
  static func value<Value: Decodable>(
    _ text: String?, _ table: String, row: Int64, _ column: String
  ) throws(StoreError) -> Value? {
    guard let text else { return nil }
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch {
      throw .unreadable(table: table, row: row, column: column, value: text)
    }
  }
}
