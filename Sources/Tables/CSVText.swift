/// Comma-separated text after RFC 4180, small enough to be held whole.
package enum CSVText {
  /// One row with its line end; cells with commas, quotes or line ends are quoted, and a cell that a
  /// spreadsheet would compute gets an apostrophe, which `CSVParser` takes away.
  package static func row(_ cells: [String]) -> String {
    // Nothing at all on a line would be read as a blank line.
    let line =
      cells == [""] ? "\"\"" : cells.map { quoted(CSVDefusing.defused($0)) }.joined(separator: ",")
    return line + "\n"
  }

  /// Looks at bytes: a quote with an accent on it is another Character, and in a file still a quote.
  private static func quoted(_ cell: String) -> String {
    let quote = UInt8(ascii: "\"")
    guard cell.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return cell }
    var bytes = [quote]
    for byte in cell.utf8 { bytes += byte == quote ? [quote, quote] : [byte] }
    return String(decoding: bytes + [quote], as: UTF8.self)
  }

  /// The rows of a text, blank lines left out and faulty ones kept with their fault.
  package static func records(in text: String) -> [CSVParser.Record] {
    var parser = CSVParser()
    var records: [CSVParser.Record] = []
    parser.parse(Array(text.utf8)) { records.append($0) }
    parser.finish { records.append($0) }
    return records
  }

  /// The rows of a table whose separator its header tells; comments before the header are left out, and
  /// blanks at both ends of a cell of the header.
  package static func records(inTable text: String) -> [CSVParser.Record] {
    let bytes = Array(text.utf8)
    let dialect = CSVDialect(Array(bytes.prefix(1 << 16)))
    var parser = CSVParser(separator: dialect.separator, row: 1 + dialect.commentLines)
    var records: [CSVParser.Record] = []
    parser.parse(Array(bytes.dropFirst(dialect.commentBytes))) { records.append($0) }
    parser.finish { records.append($0) }
    guard !records.isEmpty else { return [] }
    records[0].fields = records[0].fields.map { field in
      String(field.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    return records
  }
}
