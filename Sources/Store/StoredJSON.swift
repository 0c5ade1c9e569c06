import Foundation

/// The few shapes of JSON that columns hold, always with sorted keys.
enum StoredJSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// What the text says; nil where there is none, or it is something else.
  static func value<Value: Decodable>(_ text: String?) -> Value? {
    text.flatMap { try? JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
  }

  static func dictionary(_ text: String) -> [String: String] { value(text) ?? [:] }

  static func numbers(_ text: String) -> [String: Double] { value(text) ?? [:] }
}
