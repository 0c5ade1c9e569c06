/// A table of text cells; the first column names the row.
package struct DataTable: Sendable, Equatable {
  /// What the table shows.
  package let caption: String
  /// Column names.
  package let columns: [String]
  /// Cells, one array a row, as long as `columns`.
  package let rows: [[String]]
  /// Columns whose cells are words and stand left; numbers stand right.
  package let wordColumns: Set<Int>

  /// A table whose first column and `wordColumns` hold words, and the others numbers.
  package init(
    caption: String, columns: [String], rows: [[String]], wordColumns: Set<Int> = []
  ) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.wordColumns = wordColumns
  }

  var html: String {
    func kind(_ column: Int) -> String {
      column == 0 || wordColumns.contains(column) ? "" : " class=\"number\""
    }
    let head = columns.enumerated().map { index, name in
      "<th scope=\"col\"\(kind(index))>\(name.nameHTML())</th>"
    }
    let body = rows.map { row in
      let cells = row.enumerated().map { index, cell in
        index == 0
          ? "<th scope=\"row\">\(cell.nameHTML())</th>"
          : "<td\(kind(index))>\(cell.escaped)</td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="\(caption.escaped)"><table>
      <caption>\(caption.escaped)</caption>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(body.joined(separator: "\n"))
      </tbody></table></div>
      """
  }
}
