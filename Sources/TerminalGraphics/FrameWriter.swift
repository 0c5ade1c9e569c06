package import Imaging

/// Turns frames into what a terminal is sent: only what differs from the frame before.
package struct FrameWriter: Sendable {
  /// How pictures are drawn.
  package let method: PictureMethod
  private let isSynchronised: Bool
  private let cell: CellSize
  private let inTmux: Bool
  /// First of the numbers that pictures get; other programs on the same terminal have others.
  private let firstID: UInt32

  /// What the terminal shows, nil where that isn't known.
  private var shown: [[Piece]]?
  private var columns = 0
  private var placed: [Placed] = []
  private var count: UInt32 = 0

  private struct Placed {
    let picture: TerminalFrame.Picture
    let id: UInt32
    /// Its lines where it is drawn as text.
    var lines: [String] = []
  }

  private struct Piece: Sendable, Equatable {
    let column: Int
    let width: Int
    /// Nil for cells that a picture covers.
    let text: String?
  }

  /// A writer that knows nothing of the screen.
  ///
  /// - Parameter session: Any number that other running programs are unlikely to have.
  package init(
    method: PictureMethod, cell: CellSize = .usual, isSynchronised: Bool = false,
    inTmux: Bool = false, session: UInt32 = .random(in: 0 ..< .max)
  ) {
    self.method = method
    self.cell = cell
    self.isSynchronised = isSynchronised
    self.inTmux = inTmux
    // No byte of a number is 0: as a colour it would be another number.
    if case .placeholders(let depth) = method, depth != .direct {
      firstID = 1 + session % 200
    } else {
      firstID = (1 + session % 200) << 16 | (1 + session / 256 % 200) << 8 | 1
    }
  }

  /// The screen was changed by somebody else: the next frame is sent whole, pictures and all.
  ///
  /// - Returns: What takes the pictures away that the terminal still holds.
  package mutating func forget() -> String {
    let gone = placed.map { deletion($0.id) }.joined()
    shown = nil
    placed = []
    return gone
  }

  /// What makes the terminal show a frame.
  package mutating func update(to frame: TerminalFrame) throws(ImagingError) -> String {
    if columns != frame.columns { shown = nil }
    columns = frame.columns
    let before = placed
    var kept: [Placed] = []
    for (slot, picture) in frame.pictures.enumerated() {
      kept.append(known(picture, slot, before))
    }
    let rows = pieces(of: frame, kept)
    var text = ""
    var rewritten = Set<Int>()
    for row in rows.indices {
      let old = shown.flatMap { row < $0.count ? $0[row] : nil }
      guard old != rows[row] else { continue }
      text += update(row: row, from: old, to: rows[row], &rewritten)
    }
    if let shown, shown.count > rows.count { text += "\u{1B}[\(rows.count + 1);1H\u{1B}[J" }
    text += try pictures(kept, before: before, rewritten: rewritten)
    shown = rows
    placed = kept
    guard !text.isEmpty else { return "" }
    return isSynchronised ? "\u{1B}[?2026h" + text + "\u{1B}[?2026l" : text
  }

  /// The picture as it was placed before where it is the same, else with a number of its own.
  private mutating func known(
    _ picture: TerminalFrame.Picture, _ slot: Int, _ before: [Placed]
  ) -> Placed {
    if case .placeholders = method {
      // The same placeholders show whatever has their number at the time.
      let id = firstID + UInt32(slot) % 50
      let (box, limit) = (picture.box, method.depth)
      return Placed(
        picture: picture, id: id,
        lines: KittyPlaceholder.lines(id: id, columns: box.columns, rows: box.rows, depth: limit))
    }
    if let same = before.first(where: { $0.picture == picture }) { return same }
    count = count % 250 + 1
    var new = Placed(picture: picture, id: firstID + count)
    if method.isText { new.lines = method.lines(picture) }
    return new
  }

  private func pieces(of frame: TerminalFrame, _ placed: [Placed]) -> [[Piece]] {
    var rows = frame.rows.map { spans in
      spans.map { Piece(column: $0.column, width: $0.width, text: $0.text) }
    }
    for each in placed {
      let box = each.picture.box
      for index in 0..<box.rows where rows.indices.contains(box.row + index) {
        let line = each.lines.isEmpty ? nil : each.lines[index]
        rows[box.row + index].append(
          Piece(column: box.column, width: box.columns, text: line))
      }
    }
    return rows.map { $0.sorted { $0.column < $1.column } }
  }

  /// Sends the pieces of a row that differ, or all of it where they lie otherwise than before.
  private func update(
    row: Int, from old: [Piece]?, to new: [Piece], _ rewritten: inout Set<Int>
  ) -> String {
    let isAlike =
      old.map { old in
        old.count == new.count
          && zip(old, new).allSatisfy { old, new in
            old.column == new.column && (old.text == nil) == (new.text == nil)
              && (new.text != nil || old.width == new.width)
          }
      } ?? false
    guard isAlike, let old else {
      rewritten.insert(row)
      return whole(row: row, new)
    }
    var text = ""
    for index in new.indices where old[index] != new[index] {
      guard let words = new[index].text else { continue }
      text += "\u{1B}[\(row + 1);\(new[index].column + 1)H" + words
      // Nothing of a longer text stays; past the last column the cursor would stand on it.
      let end = new[index].column + new[index].width
      let left = old[index].width - new[index].width
      if left > 0 {
        text += index == new.count - 1 && end < columns ? "\u{1B}[K" : spaces(left)
      }
    }
    return text
  }

  private func whole(row: Int, _ pieces: [Piece]) -> String {
    var text = "\u{1B}[\(row + 1);1H"
    var column = 0
    for piece in pieces {
      text += spaces(piece.column - column) + (piece.text ?? spaces(piece.width))
      column = piece.column + piece.width
    }
    return column < columns ? text + "\u{1B}[K" : text
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  /// Sends the pictures that are new, or whose cells were written over.
  private func pictures(
    _ placed: [Placed], before: [Placed], rewritten: Set<Int>
  ) throws(ImagingError) -> String {
    guard !method.isText else { return "" }
    var text = ""
    for (slot, each) in placed.enumerated() {
      let box = each.picture.box
      let isOld: Bool
      switch method {
      case .placeholders:
        isOld =
          slot < before.count && before[slot].picture.raster == each.picture.raster
          && before[slot].picture.box.rows == box.rows
          && before[slot].picture.box.columns == box.columns
      case .kitty: isOld = before.contains { $0.id == each.id }
      default:
        isOld =
          before.contains { $0.id == each.id }
          && rewritten.isDisjoint(with: box.row..<box.row + box.rows)
      }
      if isOld { continue }
      text += "\u{1B}[\(box.row + 1);\(box.column + 1)H" + (try drawn(each))
    }
    let ids = Set(placed.map(\.id))
    for each in before where !ids.contains(each.id) { text += deletion(each.id) }
    return text
  }

  private func drawn(_ placed: Placed) throws(ImagingError) -> String {
    let box = placed.picture.box
    let raster = method.fitted(placed.picture.raster, to: box, cell: cell)
    switch method {
    case .kitty:
      return try KittyImage.transmission(
        raster, id: placed.id, columns: box.columns, rows: box.rows, placement: .atCursor
      ).joined()
    case .placeholders:
      return try KittyImage.transmission(
        raster, id: placed.id, columns: box.columns, rows: box.rows, placement: .placeholders
      ).map { inTmux ? Multiplexer.wrapped($0) : $0 }.joined()
    case .iterm: return try ITermImage.command(raster, columns: box.columns, rows: box.rows)
    case .sixel: return SixelImage.command(raster)
    case .blocks, .characters: return ""
    }
  }

  private func deletion(_ id: UInt32) -> String {
    switch method {
    case .kitty: return KittyImage.deletion(id: id)
    case .placeholders:
      let command = KittyImage.deletion(id: id)
      return inTmux ? Multiplexer.wrapped(command) : command
    default: return ""
    }
  }
}
