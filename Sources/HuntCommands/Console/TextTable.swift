import Vocabulary

/// Rows under headings, each column as wide as its widest cell.
///
/// ```swift
/// var table = TextTable(["class", ">answers"])   // `>` sets a column to the right
/// table.add(["ring", "12"])
/// page.table(table)
/// ```
struct TextTable: Sendable {
  private struct Column {
    let title: String
    let isRight: Bool
  }

  private let columns: [Column]
  private var rows: [[StyledText]] = []

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
  mutating func add(_ cells: [any Legible]) {
    precondition(cells.count == columns.count, "a row needs \(columns.count) cells")
    rows.append(
      cells.map { cell in
        cell.styled.map { .init(text: Self.oneLine($0.text), style: $0.style) }
      })
  }

  /// The cell without what would break its line.
  private static func oneLine(_ cell: String) -> String {
    String(
      String.UnicodeScalarView(
        TerminalText.safe(cell).unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }))
  }

  /// The table as lines, indented by two, with no spaces at the ends.
  var text: StyledText {
    let widths = columns.indices.map { column in
      rows.reduce(Self.width(columns[column].title)) { max($0, Self.width($1[column].plain)) }
    }
    let heading = line(columns.map { StyledText($0.title, .dim) }, widths)
    return rows.reduce(heading) { $0 + line($1, widths) }
  }

  private func line(_ cells: [StyledText], _ widths: [Int]) -> StyledText {
    let last = cells.lastIndex { !$0.parts.isEmpty } ?? -1
    var text: StyledText = "  "
    for (index, cell) in cells.enumerated() where index <= last {
      let padding = String(repeating: " ", count: widths[index] - Self.width(cell.plain))
      if index > 0 { text += "  " }
      if columns[index].isRight {
        text += StyledText(padding) + cell
      } else {
        text += index == last ? cell : cell + StyledText(padding)
      }
    }
    return text + "\n"
  }

  /// Columns a text takes on a terminal: East Asian wide letters take two.
  static func width(_ text: String) -> Int {
    text.reduce(0) { width, character in
      width + (character.unicodeScalars.first.map { isWide($0.value) ? 2 : 1 } ?? 0)
    }
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
