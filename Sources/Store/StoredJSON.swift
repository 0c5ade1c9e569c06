import Foundation

/// The few shapes of JSON that columns hold, always with sorted keys.
enum StoredJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func dictionary(_ text: String) -> [String: String] {
    (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))) ?? [:]
  }

  static func numbers(_ text: String) -> [String: Double] {
    (try? JSONDecoder().decode([String: Double].self, from: Data(text.utf8))) ?? [:]
  }
}
