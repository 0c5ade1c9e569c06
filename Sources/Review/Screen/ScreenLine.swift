import TerminalGraphics

/// One line of words, each piece with its look.
struct ScreenLine: Equatable {
  /// How a piece of text looks.
  enum Look: Equatable {
    case plain, bold, dim, bar, cursor
    case link(String)
  }

  private(set) var pieces: [(text: String, look: Look)] = []

  init() {}

  init(_ text: String, _ look: Look = .plain) { add(text, look) }

  static func == (left: ScreenLine, right: ScreenLine) -> Bool {
    left.pieces.elementsEqual(right.pieces) { $0.text == $1.text && $0.look == $1.look }
  }

  /// Text from a catalog can't move the cursor or change colours.
  mutating func add(_ text: String, _ look: Look = .plain) {
    guard !text.isEmpty else { return }
    pieces.append((TextLayout.printable(text), look))
  }

  func adding(_ text: String, _ look: Look = .plain) -> ScreenLine {
    var line = self
    line.add(text, look)
    return line
  }

  /// Columns it takes.
  var width: Int { pieces.reduce(0) { $0 + TextLayout.width($1.text) } }

  var isBlank: Bool { pieces.isEmpty }

  /// The words alone.
  var text: String { pieces.map(\.text).joined() }

  /// The line cut to so many columns, an ellipsis in place of what is lost.
  func fitted(to columns: Int) -> ScreenLine {
    guard width > columns else { return self }
    var line = ScreenLine()
    var left = columns
    for (text, look) in pieces where left > 0 {
      // What is cut off is marked once.
      let isLast = line.width + TextLayout.width(text) >= columns
      let part = isLast ? TextLayout.fitted(text + "  ", to: left) : text
      line.add(part, look)
      left -= TextLayout.width(part)
    }
    return line
  }

  /// What a terminal is sent.
  func rendered(_ style: TerminalStyle) -> String {
    pieces.map { text, look in
      let text = style.unicode ? text : TextLayout.ascii(text)
      switch look {
      case .plain: return text
      case .bold: return style.bold(text)
      case .dim: return style.dim(text)
      case .cursor:
        guard style.cursor else { return text == " " ? "_" : text }
        return "\u{1B}[7m\(text)\u{1B}[0m"
      case .bar: return style.colour ? "\u{1B}[36m\(text)\u{1B}[0m" : text
      case .link(let address):
        guard style.links, style.cursor else { return style.dim(text) }
        return "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
      }
    }.joined()
  }
}

extension TerminalFrame {
  /// Adds a line, cut to the columns that are left.
  mutating func put(
    _ line: ScreenLine, row: Int, column: Int = 0, columns limit: Int? = nil,
    style: TerminalStyle
  ) {
    let line = line.fitted(to: min(limit ?? .max, columns - column))
    put(line.rendered(style), width: line.width, row: row, column: column)
  }
}
