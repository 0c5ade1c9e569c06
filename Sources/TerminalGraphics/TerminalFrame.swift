package import Imaging

/// What a whole screen shows: pieces of text, and pictures over cells that no text uses.
package struct TerminalFrame: Sendable, Equatable {
  /// A piece of text within one row.
  package struct Span: Sendable, Equatable {
    /// Its first column, from 0.
    package let column: Int
    /// Columns it takes.
    package let width: Int
    /// The text with the codes of its colours, which end with it.
    package let text: String

    /// A piece of text that is `width` columns wide, codes not counted.
    package init(column: Int, width: Int, text: String) {
      (self.column, self.width, self.text) = (column, width, text)
    }
  }

  /// A picture and the cells it covers.
  package struct Picture: Sendable, Equatable {
    /// Pixels of any number; they are fitted to the cells.
    package let raster: Raster
    /// The cells.
    package let box: CellBox

    /// A picture over a rectangle of cells.
    package init(_ raster: Raster, over box: CellBox) { (self.raster, self.box) = (raster, box) }
  }

  /// Columns of the window.
  package let columns: Int
  /// The rows from the top, each from left to right.
  package var rows: [[Span]]
  /// The pictures; none overlaps a span.
  package var pictures: [Picture] = []

  /// An empty screen.
  package init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = Array(repeating: [], count: rows)
  }

  /// Adds a piece of text; what is outside the window is left out, and so is empty text.
  package mutating func put(_ text: String, width: Int, row: Int, column: Int) {
    guard rows.indices.contains(row), width > 0, column >= 0, column + width <= columns else {
      return
    }
    rows[row].append(Span(column: column, width: width, text: text))
    rows[row].sort { $0.column < $1.column }
  }

  /// The rows as lines of text, pictures drawn by `draw`, for terminals without a cursor to move.
  package func lines(_ draw: (Picture) -> [String]) -> [String] {
    var all = rows
    for picture in pictures {
      for (index, line) in draw(picture).enumerated() {
        let row = picture.box.row + index
        guard all.indices.contains(row) else { continue }
        all[row].append(
          Span(column: picture.box.column, width: picture.box.columns, text: line))
      }
    }
    return all.map { spans in
      var line = ""
      var column = 0
      for span in spans.sorted(by: { $0.column < $1.column }) {
        line += String(repeating: " ", count: max(0, span.column - column)) + span.text
        column = span.column + span.width
      }
      return line
    }
  }
}
