/// Rows under headings, each column as wide as its widest cell.
///
/// ```swift
/// var table = TextTable(["class", ">answers"])   // `>` sets a column to the right
/// table.add(["ring", "12"])
/// print(table.render(palette))
/// ```
struct TextTable: Sendable {
  private struct Column {
    let title: String
    let isRight: Bool
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  /// Headings from the left; a leading `>` sets a column's cells to the right.
  init(_ headings: [String]) {
    columns = headings.map {
      $0.hasPrefix(">")
        ? Column(title: String($0.dropFirst()), isRight: true) : Column(title: $0, isRight: false)
    }
  }

  /// Whether there is nothing to show.
  var isEmpty: Bool { rows.isEmpty }

  /// One more row, with a cell for every heading.
  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row needs \(columns.count) cells")
    rows.append(cells.map(Self.shown))
  }

  /// The cell without what would break its line or reach the terminal: only colours stay.
  private static func shown(_ cell: String) -> String {
    guard cell.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return cell
    }
    return cell.replacing(/(\u{1B}\[[0-9;]*m)|[\p{Cc}]/) { match in
      match.output.1.map(String.init) ?? " "
    }
  }

  /// The table as lines, indented by two, with no spaces at the ends.
  func render(_ palette: Palette) -> String {
    let widths = columns.indices.map { column in
      rows.reduce(Self.width(columns[column].title)) { max($0, Self.width($1[column])) }
    }
    let heading = line(columns.map(\.title), widths)
    return ([palette.dim(heading)] + rows.map { line($0, widths) })
      .map { "  " + $0 + "\n" }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[index] - Self.width(cell))
      if index > 0 { text += "  " }
      text += columns[index].isRight ? padding + cell : cell + padding
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Columns a text takes on a terminal: escape sequences take none, East Asian wide letters two.
  static func width(_ text: String) -> Int {
    var width = 0
    var isEscape = false
    for character in text {
      if isEscape {
        isEscape = character != "m"
      } else if character == "\u{1B}" {
        isEscape = true
      } else if let scalar = character.unicodeScalars.first {
        width += isWide(scalar.value) ? 2 : 1
      }
    }
    return width
  }

  private static func isWide(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
