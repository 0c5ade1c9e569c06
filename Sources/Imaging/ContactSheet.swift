/// Pictures side by side in a grid with captions, to be looked at together.
///
/// ```swift
/// let sheet = ContactSheet(columns: 8).raster(of: galaxies.map { .init($0.raster, $0.name) })
/// try sheet.pngData().write(to: file)
/// ```
package struct ContactSheet: Sendable {
  /// A picture and the lines below it; a line too long for the cell loses its middle.
  package struct Cell: Sendable {
    package let raster: Raster
    package let captions: [String]

    /// Captions are drawn in the order given, one line each.
    package init(_ raster: Raster, _ captions: String...) {
      self.init(raster, captions: captions)
    }

    package init(_ raster: Raster, captions: [String]) {
      self.raster = raster
      self.captions = captions
    }
  }

  /// Cells a row; fewer are used when there are fewer pictures.
  package let columns: Int
  /// Pixels on the longer side of each picture, which keeps its proportions.
  package let side: Int

  private static let margin = 4
  private static let lineHeight = PixelFont.height + 3
  private static let background: UInt8 = 24

  /// A sheet of cells of `side` pixels, 96 unless said otherwise.
  package init(columns: Int = 10, side: Int = 96) {
    precondition(
      columns > 0 && side > 0,
      "a contact sheet needs columns and pixels, not \(columns) and \(side)")
    self.columns = columns
    self.side = side
  }

  /// Draws the sheet, row by row from the top left; without cells it is a single blank cell.
  package func raster(of cells: [Cell]) -> Raster {
    let across = max(1, min(columns, cells.count))
    let down = max(1, (cells.count + across - 1) / across)
    let lines = cells.map(\.captions.count).max() ?? 0
    let cellWidth = side + Self.margin
    let cellHeight = side + Self.margin + lines * Self.lineHeight
    var sheet = Raster(
      width: across * cellWidth + Self.margin, height: down * cellHeight + Self.margin,
      filling: Self.background)
    for (index, cell) in cells.enumerated() {
      draw(
        cell, x: Self.margin + index % across * cellWidth,
        y: Self.margin + index / across * cellHeight, on: &sheet)
    }
    return sheet
  }

  private func draw(_ cell: Cell, x: Int, y: Int, on sheet: inout Raster) {
    let longer = max(cell.raster.width, cell.raster.height)
    let width = max(1, cell.raster.width * side / longer)
    let height = max(1, cell.raster.height * side / longer)
    sheet.draw(
      cell.raster.resized(width: width, height: height),
      x: x + (side - width) / 2, y: y + (side - height) / 2)
    for (line, caption) in cell.captions.enumerated() {
      sheet.draw(
        fitted(caption), x: x, y: y + side + 3 + line * Self.lineHeight,
        colour: line == 0 ? (235, 235, 235) : (160, 160, 160))
    }
  }

  /// Names of one survey begin alike and differ at the end, so the middle goes.
  private func fitted(_ caption: String) -> String {
    let room = max(1, (side + 1) / PixelFont.advance)
    if caption.count <= room { return caption }
    let tail = max(0, room - 2) / 2
    return caption.prefix(max(0, room - 2 - tail)) + ".." + caption.suffix(tail)
  }
}
