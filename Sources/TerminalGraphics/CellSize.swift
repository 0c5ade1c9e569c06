/// Pixels of one character cell.
package struct CellSize: Sendable, Equatable {
  /// Pixels from left to right.
  package let width: Int
  /// Pixels from top to bottom.
  package let height: Int

  /// Cells are about twice as tall as wide where nothing is known.
  package static let usual = CellSize(width: 10, height: 20)

  /// A size in pixels; both sides are at least 1.
  package init(width: Int, height: Int) {
    self.width = max(1, width)
    self.height = max(1, height)
  }
}

/// A rectangle of cells on the screen, counted from 0.
package struct CellBox: Sendable, Equatable {
  /// Its top row.
  package var row: Int
  /// Its left column.
  package var column: Int
  /// Rows it covers.
  package var rows: Int
  /// Columns it covers.
  package var columns: Int

  /// A rectangle.
  package init(row: Int, column: Int, rows: Int, columns: Int) {
    (self.row, self.column, self.rows, self.columns) = (row, column, rows, columns)
  }

  /// Columns and rows that a picture of `width` by `height` pixels fills without being distorted,
  /// within so many of them; at least one each.
  package static func fitting(
    width: Int, height: Int, columns: Int, rows: Int, cell: CellSize
  ) -> (columns: Int, rows: Int) {
    let aspect = Double(max(1, width)) / Double(max(1, height))
    let room = Double(columns * cell.width) / Double(rows * cell.height)
    if aspect >= room {
      let exact = Double(columns * cell.width) / aspect / Double(cell.height)
      return (max(1, columns), min(max(1, rows), max(1, Int(exact.rounded()))))
    }
    let exact = Double(rows * cell.height) * aspect / Double(cell.width)
    return (min(max(1, columns), max(1, Int(exact.rounded()))), max(1, rows))
  }
}
