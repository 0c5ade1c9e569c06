import Foundation

/// JSON that may also stand inside a script element of HTML or XML.
///
/// Written by hand: `JSONEncoder` takes seconds for a hundred thousand galaxies and has no word for a
/// number that is missing.
enum JSONText {
  /// A quoted string; what HTML and XML read as markup or forbid is escaped.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{FFFE}", "\u{FFFF}", "\0"..<" ", "\u{7F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  static func strings(_ texts: [String]) -> String {
    "[\(texts.map(string).joined(separator: ","))]"
  }

  /// A number that comes back as it is; null where it is not finite.
  static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "null" }

  static func numbers(_ values: [Double]) -> String {
    "[\(values.map(number).joined(separator: ","))]"
  }

  /// An object of members that are JSON already, in the order given.
  static func object(_ members: [(String, String)]) -> String {
    "{\(members.map { "\(string($0.0)):\($0.1)" }.joined(separator: ",\n"))}"
  }

  /// The bytes of an array, little-endian, in base64.
  static func base64<Element: BitwiseCopyable>(_ values: [Element]) -> String {
    "\"\(values.withUnsafeBytes { Data($0) }.base64EncodedString())\""
  }
}
