import Imaging
import TerminalGraphics
import Vocabulary

/// A page of galaxies: pictures in a grid, what becomes of each below it.
struct SheetScreen {
  let sheet: SheetPage
  let screen: ReviewScreen

  func put(in area: CellBox, _ frame: inout TerminalFrame) {
    let classes = keys(columns: area.columns, rows: max(1, area.rows / 4))
    var line = ScreenLine()
    if sheet.isChoosing {
      line.add("press the key of the class that all of these are", .bold)
    } else if let usual = sheet.usual {
      line.add("all are ")
      line.add(usual.name, .bold)
      line.add(" but for those you mark; Tab chooses another class")
    }
    frame.put(line, row: area.row, style: screen.style)
    for (index, line) in classes.enumerated() {
      frame.put(line, row: area.row + 1 + index, style: screen.style)
    }
    let rows = area.rows - 1 - classes.count
    let grid = PictureGrid(
      sheet.questions.count,
      in: CellBox(
        row: area.row + 1 + classes.count, column: area.column, rows: rows, columns: area.columns),
      captions: 1, cell: screen.cell, across: sheet.columns)
    for (index, (question, box)) in zip(sheet.questions, grid.boxes).enumerated() {
      if let raster = screen.content.sheet[question.id] { _ = screen.put(raster, in: box, &frame) }
      frame.put(
        caption(question, isMarked: index == sheet.cursor, columns: grid.captionWidth),
        row: box.row + box.rows,
        column: box.column, columns: grid.captionWidth, style: screen.style)
    }
  }

  /// What becomes of a galaxy: the class, or its key where there is no room for more.
  private func caption(_ question: Question, isMarked: Bool, columns: Int) -> ScreenLine {
    func name(_ chosen: HuntClass) -> String {
      columns < 8 ? chosen.key.map(String.init) ?? chosen.name : chosen.name
    }
    let (text, look): (String, ScreenLine.Look) =
      switch sheet.mark(of: question) {
      case .usual: (sheet.usual.map(name) ?? question.objectID, .dim)
      case .other(let chosen): (name(chosen), .bold)
      case .open: (columns < 10 ? "open" : "left open", .bold)
      }
    return ScreenLine(isMarked ? ">" : " ", .bold).adding(text, isMarked ? .cursor : look)
  }

  private func keys(columns: Int, rows: Int) -> [ScreenLine] {
    ClassLines(classes: screen.session.classes, shares: nil, answered: nil)
      .inline(columns: columns, rows: rows)
  }
}
