import Vocabulary

/// Text for people, some parts of which stand out.
///
/// Escape sequences are made of styles alone, where the text leaves for a stream: whatever a name or
/// a path holds is shown and not obeyed.
///
/// ```swift
/// page.line("nearest to \(page.palette.bold(objectID))")
/// ```
struct StyledText: Sendable, Equatable {
  /// How a part stands out.
  enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case bad = "31"
    case good = "32"
    case warning = "33"
    case accent = "36"
  }

  /// A piece of one style.
  struct Part: Sendable, Equatable {
    var text: String
    var style: Style?
  }

  /// The pieces in their order.
  private(set) var parts: [Part] = []

  /// Plain text.
  init(_ text: String) { parts = text.isEmpty ? [] : [Part(text: text, style: nil)] }

  /// Text of one style.
  init(_ text: String, _ style: Style) {
    parts = text.isEmpty ? [] : [Part(text: text, style: style)]
  }

  /// The same, with each part as `change` makes it.
  func map(_ change: (Part) -> Part) -> StyledText {
    var result = self
    result.parts = parts.map(change)
    return result
  }

  /// The words alone.
  var plain: String { parts.map(\.text).joined() }

  /// What a stream gets: nothing of the words steers a terminal, and styles only where they are
  /// wanted.
  func rendered(_ palette: Palette) -> String {
    parts.map { part in
      let text = TerminalText.safe(part.text)
      guard palette.isEnabled, let style = part.style else { return text }
      return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }.joined()
  }

  static func + (left: StyledText, right: StyledText) -> StyledText {
    var result = left
    result.parts += right.parts
    return result
  }

  static func += (left: inout StyledText, right: StyledText) { left.parts += right.parts }
}

extension StyledText: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self.init(text) }
  init(stringInterpolation: Interpolation) { parts = stringInterpolation.text.parts }

  /// Puts styled and plain values into one text.
  struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = StyledText("")

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { text += StyledText(literal) }
    mutating func appendInterpolation(_ value: StyledText) { text += value }
    mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      text += StyledText(value.description)
    }
  }
}

/// Text with or without styles.
protocol Legible {
  /// The text with its styles.
  var styled: StyledText { get }
}

extension StyledText: Legible {
  var styled: StyledText { self }
}

extension String: Legible {
  var styled: StyledText { StyledText(self) }
}
