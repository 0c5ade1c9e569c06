import TerminalGraphics

/// Places several pictures of about the same shape in a rectangle of cells, as large as they can be.
struct PictureGrid {
  /// Cells of each picture, captions below it not counted, in reading order.
  let boxes: [CellBox]
  /// Columns that each caption may take.
  let captionWidth: Int

  /// - Parameters:
  ///   - count: How many pictures.
  ///   - area: Where they go.
  ///   - captions: Rows below each that its captions take.
  ///   - across: How many stand beside one another; as it fits best where nil.
  init(
    _ count: Int, in area: CellBox, captions: Int, cell: CellSize, across fixed: Int? = nil
  ) {
    var best = (across: 1, side: -1.0)
    for across in fixed.map({ $0...$0 }) ?? 1...max(1, count) {
      let down = (count + across - 1) / across
      let columns = Double(area.columns - (across - 1)) / Double(across)
      let rows = Double(area.rows) / Double(max(1, down)) - Double(captions)
      let side = min(columns * Double(cell.width), rows * Double(cell.height))
      if side > best.side { best = (across, side) }
    }
    let across = best.across
    let down = max(1, (count + across - 1) / across)
    let step = (columns: (area.columns + 1) / across, rows: area.rows / down)
    captionWidth = max(1, step.columns - 1)
    boxes = (0..<count).map { index in
      CellBox(
        row: area.row + index / across * step.rows,
        column: area.column + index % across * step.columns,
        rows: max(0, step.rows - captions), columns: max(0, step.columns - 1))
    }
  }
}
