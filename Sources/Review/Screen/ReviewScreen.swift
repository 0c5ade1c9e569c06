import Imaging
import TerminalGraphics
import Vocabulary

/// Lays out one screen of a review for a window of a given size.
struct ReviewScreen {
  /// Smallest window a question can be answered in.
  static let smallest = TerminalSize(columns: 20, rows: 6)

  let session: ReviewSession
  let content: ReviewContent
  let size: TerminalSize
  let style: TerminalStyle
  var method = PictureMethod.characters
  var cell = CellSize.usual
  /// Why pictures are not better than they are; empty where they are.
  var why = ""

  /// Whether a window of this size shows nothing that could be answered.
  static func isTooSmall(_ size: TerminalSize) -> Bool {
    size.columns < smallest.columns || size.rows < smallest.rows
  }

  /// What a window of this size shows.
  struct Layout {
    var frame: TerminalFrame
    /// How long the help is, where it is shown.
    var help: HelpExtent?
  }

  var layout: Layout {
    var layout = Layout(frame: TerminalFrame(columns: size.columns, rows: size.rows))
    guard !Self.isTooSmall(size) else {
      let text = "too small: at least \(Self.smallest.columns)×\(Self.smallest.rows) is needed"
      for (row, line) in TextLayout.wrapped(text, to: size.columns).enumerated() {
        layout.frame.put(ScreenLine(line), row: row, style: style)
      }
      return layout
    }
    // Where rows are few, the line of commands gives way to what there is to say.
    let (prompt, message) = (prompt, message)
    let isPrompted = session.prompt != nil
    let bottom =
      size.rows >= 10 || isPrompted && !message.isBlank
      ? [prompt, message] : [message.isBlank || isPrompted ? prompt : message]
    layout.frame.put(header, row: 0, style: style)
    for (index, line) in bottom.enumerated() {
      layout.frame.put(line, row: size.rows - bottom.count + index, style: style)
    }
    let area = CellBox(
      row: 1, column: 0, rows: size.rows - 1 - bottom.count, columns: size.columns)
    if case .help(let first) = session.mode {
      layout.help = putHelp(from: first, in: area, &layout.frame)
    } else if let sheet = session.sheet, session.isOnSheet {
      SheetScreen(sheet: sheet, screen: self).put(in: area, &layout.frame)
    } else {
      putGalaxy(in: area, &layout.frame)
    }
    return layout
  }

  var panel: ReviewPanel { ReviewPanel(session: session, content: content, style: style) }

  private func putHelp(
    from first: Int, in area: CellBox, _ frame: inout TerminalFrame
  ) -> HelpExtent {
    let pictures = why.isEmpty ? "" : "Pictures are made of text: \(why)."
    let lines = ReviewHelp(session: session, style: style, pictures: pictures)
      .lines(columns: size.columns)
    let start = min(max(0, first), max(0, lines.count - area.rows))
    for (row, line) in lines.dropFirst(start).prefix(area.rows).enumerated() {
      frame.put(line, row: area.row + row, style: style)
    }
    return HelpExtent(lines: lines.count, rows: area.rows)
  }

  private func putGalaxy(in area: CellBox, _ frame: inout TerminalFrame) {
    let places = GalaxyPlaces(
      area: area, panel: panel, shape: shape, cell: cell, largest: largest)
    if let box = places.picture { put(content.picture?.parts ?? [], in: box, &frame) }
    let words = panel.lines(columns: places.words.columns, rows: places.words.rows)
    for (row, line) in words.enumerated() where !line.isBlank {
      frame.put(
        line, row: places.words.row + row, column: places.words.column,
        columns: places.words.columns, style: style)
    }
  }

  /// Width and height of what is shown, nil where there is nothing.
  private var shape: (width: Int, height: Int)? {
    guard let parts = content.picture?.parts, let first = parts.first?.raster,
      parts.allSatisfy({ $0.raster.width > 0 && $0.raster.height > 0 })
    else { return nil }
    return parts.count == 1 ? (first.width, first.height) : (1, 1)
  }

  /// Most columns and rows that a picture may have.
  private var largest: (columns: Int, rows: Int) {
    guard let side = method.longestSide else { return (.max, .max) }
    return (side / cell.width, side / cell.height)
  }

  private func put(_ parts: [ReviewPicture.Part], in area: CellBox, _ frame: inout TerminalFrame) {
    let captions = min(parts.map(\.captions.count).max() ?? 0, max(0, area.rows / 4))
    let grid = PictureGrid(parts.count, in: area, captions: captions, cell: cell)
    for (part, box) in zip(parts, grid.boxes) {
      guard let fitted = put(part.raster, in: box, &frame) else { continue }
      for (index, caption) in part.captions.prefix(captions).enumerated() {
        frame.put(
          ScreenLine(caption, index == 0 ? .plain : .dim), row: box.row + fitted.rows + index,
          column: box.column, columns: grid.captionWidth, style: style)
      }
    }
  }

  /// Draws a picture at the top left of a rectangle, as large as it can be; nil where it has no room.
  func put(_ raster: Raster, in box: CellBox, _ frame: inout TerminalFrame) -> CellBox? {
    guard box.rows > 0, box.columns > 1, raster.width > 0, raster.height > 0 else { return nil }
    let (columns, rows) = CellBox.fitting(
      width: raster.width, height: raster.height, columns: box.columns, rows: box.rows, cell: cell)
    let fitted = CellBox(row: box.row, column: box.column, rows: rows, columns: columns)
    frame.pictures.append(TerminalFrame.Picture(raster, over: fitted))
    return fitted
  }
}

/// Where the picture of a galaxy and the words about it go.
struct GalaxyPlaces {
  /// The picture; nil where there is none, or no room.
  let picture: CellBox?
  /// The words.
  let words: CellBox

  /// The picture is as large as can be while every class key is seen and the words can be read.
  init(
    area: CellBox, panel: ReviewPanel, shape: (width: Int, height: Int)?, cell: CellSize,
    largest: (columns: Int, rows: Int)
  ) {
    guard let shape else {
      (picture, words) = (nil, area)
      return
    }
    func fitted(_ columns: Int, _ rows: Int) -> (columns: Int, rows: Int) {
      CellBox.fitting(
        width: shape.width, height: shape.height, columns: min(columns, largest.columns),
        rows: min(rows, largest.rows), cell: cell)
    }
    // Beside: the words get what they need to be comfortable, in a narrow window what they must have.
    var beside: (columns: Int, rows: Int)?
    for width in [36, 32, 26, 22, 18, 14] where area.columns - width - 2 >= (width > 32 ? 24 : 10) {
      guard panel.form(columns: width, rows: area.rows).rawValue <= ClassLines.Form.flow.rawValue
      else { continue }
      beside = fitted(area.columns - width - 2, area.rows)
      // A picture that has all the rows already gains nothing from fewer words.
      if width == 36 || beside?.rows == area.rows || area.columns >= 64 { break }
    }
    // Below: the words get what they ask for, but leave half of the rows.
    let wanted = panel.wantedRows(columns: area.columns)
    var rows = max(area.rows - wanted - 1, area.rows / 2)
    while rows > 2,
      panel.form(columns: area.columns, rows: area.rows - rows - 1).rawValue
        > ClassLines.Form.flow.rawValue
    {
      rows -= 1
    }
    let below = rows > 2 ? fitted(area.columns, rows) : nil
    let sizes = (beside.map { $0.columns * $0.rows } ?? 0, below.map { $0.columns * $0.rows } ?? 0)
    if let beside, sizes.0 * 5 >= sizes.1 * 4 {
      picture = CellBox(
        row: area.row, column: area.column, rows: beside.rows, columns: beside.columns)
      words = CellBox(
        row: area.row, column: area.column + beside.columns + 2, rows: area.rows,
        columns: area.columns - beside.columns - 2)
    } else if let below {
      picture = CellBox(
        row: area.row, column: area.column, rows: below.rows, columns: below.columns)
      words = CellBox(
        row: area.row + below.rows + 1, column: area.column, rows: area.rows - below.rows - 1,
        columns: area.columns)
    } else {
      (picture, words) = (nil, area)
    }
  }
}
