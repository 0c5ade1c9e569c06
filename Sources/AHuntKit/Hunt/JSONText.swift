import Foundation
import Vocabulary

/// JSON as AHunt writes it: sorted keys, ISO-8601 times, plain slashes, and no character that could
/// steer a terminal but as `\u001b`.
package enum JSONText {
  /// The value as indented text.
  package static func of(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return escaped(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// The value on one line.
  package static func compact(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return escaped(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// The encoder escapes what JSON demands, which leaves DEL, C1 and what reverses the direction of
  /// reading. Outside of strings JSON has none of them, so they may be escaped wherever they are.
  private static func escaped(_ json: String) -> String {
    guard TerminalText.steers(json) else { return json }
    var result = ""
    for scalar in json.unicodeScalars {
      if TerminalText.steers(scalar) {
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
