/// Cells that a spreadsheet would compute.
///
/// Spreadsheets take a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end for a formula,
/// which can read files and fetch addresses; and what a cell holds comes from other people's files.
/// Such a cell gets an apostrophe before it, which makes it text. So does a cell that looks as if it
/// had got one, so that every cell comes back to the last byte. Numbers stay as they are.
enum CSVDefusing {
  private static let apostrophe = UInt8(ascii: "'")

  /// The cell as it is written.
  static func defused(_ cell: String) -> String {
    beginsAFormula(cell.utf8) && !isNumber(cell.utf8) ? "'" + cell : cell
  }

  /// Takes the apostrophe away that `defused` has put before a cell's bytes.
  static func undo(_ cell: inout [UInt8]) {
    if cell.first == apostrophe, beginsAFormula(cell) { cell.removeFirst() }
  }

  /// Whether a formula comes first, or after nothing but apostrophes.
  private static func beginsAFormula(_ cell: some Collection<UInt8>) -> Bool {
    guard let first = cell.first(where: { $0 != apostrophe }) else { return false }
    return "=+-@\t\r\n".utf8.contains(first)
  }

  /// Whether it is a decimal number with a sign, such as `-1.5` or `+2e-7`.
  private static func isNumber(_ cell: String.UTF8View) -> Bool {
    guard let first = cell.first, "+-".utf8.contains(first), cell.count <= 40 else { return false }
    return cell.dropFirst().allSatisfy { "0123456789.eE+-".utf8.contains($0) }
      && Double(String(cell)).map(\.isFinite) == true
  }
}
