/// Comma-separated text after RFC 4180, small enough to be held whole.
enum CSVText {
  /// A row of a file, and the line it begins on.
  struct Row: Equatable {
    let line: Int
    let cells: [String]
  }

  /// One row; cells with commas, quotes or line ends are quoted.
  static func row(_ cells: [String]) -> String {
    cells.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    let needsQuotes = cell.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }

  /// The rows of a text, blank lines left out; `name` is what errors call it.
  static func rows(_ text: String, name: String) throws(CommandFailure) -> [Row] {
    var rows: [Row] = []
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var hadQuotes = false
    var line = 1
    var firstLine = 1
    func isBlank() -> Bool { cells.isEmpty && cell.isEmpty && !hadQuotes }
    func endRow() {
      if !isBlank() { rows.append(Row(line: firstLine, cells: cells + [cell])) }
      (cells, cell, hadQuotes) = ([], "", false)
    }
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted:
        if rest.first == "\"" { cell.append(rest.removeFirst()) } else { isQuoted = false }
      case "\"" where cell.isEmpty && !hadQuotes:
        (isQuoted, hadQuotes) = (true, true)
      case "," where !isQuoted:
        cells.append(cell)
        (cell, hadQuotes) = ("", false)
      case _ where character.isNewline:
        // Swift reads CR LF as one character.
        line += 1
        if isQuoted {
          cell.append(character)
        } else {
          endRow()
          firstLine = line
        }
      default:
        cell.append(character)
      }
    }
    guard !isQuoted else {
      throw .failed("\(name), line \(firstLine): a quote is opened and never closed")
    }
    endRow()
    return rows
  }
}
