/// How many galaxies a page has in a window, and how they stand.
package struct SheetLayout: Sendable, Equatable {
  /// Galaxies a row.
  package let columns: Int
  /// Rows.
  package let rows: Int
  /// Galaxies of a page.
  package var count: Int { columns * rows }

  /// As many as can be told apart, 12 to 30.
  package init(_ size: TerminalSize) {
    // A galaxy wants 14 columns, and 8 rows with the line below it; the header takes rows too.
    let (wide, high) = (max(1, size.columns / 14), max(1, (size.rows - 5) / 8))
    let all = (3...10).flatMap { columns in
      (2...6).map { rows in (columns: columns, rows: rows) }
    }.filter { SheetPage.sizes.contains($0.columns * $0.rows) }
    let fitting = all.filter { $0.columns <= wide && $0.rows <= high }
    let most = fitting.max { $0.columns * $0.rows < $1.columns * $1.rows }
    // Where they don't fit, the smallest page, as large as its galaxies can be.
    let smallest = all.filter { $0.columns * $0.rows == SheetPage.sizes.lowerBound }
    let best = smallest.max {
      Self.side($0.columns, $0.rows, size) < Self.side($1.columns, $1.rows, size)
    }
    let chosen = most ?? best ?? (columns: 4, rows: 3)
    (columns, rows) = (chosen.columns, chosen.rows)
  }

  private static func side(_ columns: Int, _ rows: Int, _ size: TerminalSize) -> Int {
    min(size.columns / columns, 2 * max(0, (size.rows - 5) / rows - 1))
  }
}
