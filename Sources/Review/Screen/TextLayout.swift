/// Lines of text that fit a terminal.
enum TextLayout {
  /// The text without characters that could move the cursor or change colours.
  static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
          default: scalar
          }
        }))
  }

  /// Columns a character takes: East Asian wide ones and emoji take two.
  static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      return scalar.properties.generalCategory == .nonspacingMark ? 0 : 1
    }
  }

  static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

  /// The text cut to so many columns, an ellipsis in place of what is lost.
  static func fitted(_ text: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    if width(text) <= columns { return text }
    var result = ""
    var used = 1
    for character in text {
      used += width(character)
      if used > columns { break }
      result.append(character)
    }
    return result + "…"
  }

  /// The text cut or filled with spaces to exactly so many columns.
  static func padded(_ text: String, to columns: Int) -> String {
    let cut = fitted(text, to: columns)
    return cut + String(repeating: " ", count: max(0, columns - width(cut)))
  }

  /// Words in lines of so many columns; a longer word is cut.
  static func wrapped(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if width(line) + 1 + width(String(word)) <= columns {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { fitted($0, to: columns) }
  }

  /// A text without blanks in pieces of so many columns, none of it lost.
  static func broken(_ text: String, at columns: Int) -> [String] {
    let characters = Array(text)
    return stride(from: 0, to: characters.count, by: max(1, columns)).map {
      String(characters[$0..<min(characters.count, $0 + max(1, columns))])
    }
  }

  /// The text in ASCII, each character in as many columns as it had.
  static func ascii(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    return text.map { character in
      if character.isASCII { return String(character) }
      switch character {
      case "…": return ">"
      case "·", "−", "–", "—": return "-"
      case "°": return " "
      case "×": return "x"
      case "█", "▉", "▊", "▋", "▌": return "#"
      case "▍", "▎", "▏": return " "
      case "←": return "<"
      case "→": return ">"
      case "↑": return "^"
      case "↓": return "v"
      default: return String(repeating: "?", count: width(character))
      }
    }.joined()
  }

  /// A bar of eighths of a block.
  static func bar(_ share: Double, columns: Int) -> String {
    let clamped = share.isFinite ? min(max(share, 0), 1) : 0
    let eighths = Int((clamped * Double(columns * 8)).rounded())
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return padded(String(repeating: "█", count: eighths / 8) + partial, to: columns)
  }

  /// A number with so many decimals, in every locale with a point.
  static func decimal(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    let whole = Int((abs(value) * scale).rounded())
    let sign = value < 0 && whole > 0 ? "−" : ""
    guard places > 0 else { return sign + "\(whole)" }
    let fraction = String(whole % Int(scale))
    let zeros = String(repeating: "0", count: places - fraction.count)
    return "\(sign)\(whole / Int(scale)).\(zeros)\(fraction)"
  }
}
