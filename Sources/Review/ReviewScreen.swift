import Imaging
import Vocabulary

/// Lays out one screen of a review for a window of a given size.
struct ReviewScreen {
  /// Smallest window a question can be answered in.
  static let smallest = TerminalSize(columns: 24, rows: 8)
  /// Widest picture in columns; beyond it a 64-pixel cutout only gets blurred.
  private static let widestPicture = 64

  let session: ReviewSession
  let picture: Raster?
  let size: TerminalSize
  let style: TerminalStyle
  /// The pictures of a page.
  var sheet: [Question.ID: Raster] = [:]

  /// Pixels of the longest side of a picture that a window can show.
  static func pictureSide(_ size: TerminalSize) -> Int {
    max(16, min(widestPicture, size.columns, size.rows * 2))
  }

  /// How long the help is, and how much of it is seen.
  static func helpExtent(
    _ session: ReviewSession, size: TerminalSize, style: TerminalStyle
  ) -> HelpExtent {
    HelpExtent(
      lines: ReviewPanel(session: session, style: style, columns: size.columns).help.count,
      rows: max(1, size.rows - 5))
  }

  /// Lines of at most `size.columns` columns, at most `size.rows` of them.
  var lines: [String] {
    guard size.columns >= Self.smallest.columns, size.rows >= Self.smallest.rows else {
      let text =
        "window too small: make it at least \(Self.smallest.columns)×\(Self.smallest.rows)"
      return Array(TextLayout.wrapped(text, to: max(1, size.columns)).prefix(max(1, size.rows)))
    }
    let top = [header, ""]
    let bottom = ["", prompt, message]
    let rows = size.rows - top.count - bottom.count
    return top + body(rows: rows) + bottom
  }

  /// The line the cursor waits behind while a name is typed, nil otherwise.
  var prompt: String {
    let panel = ReviewPanel(session: session, style: style, columns: size.columns)
    switch session.mode {
    case .naming, .noting, .finding:
      guard let (label, line) = session.prompt else { return "" }
      let start = TextLayout.fitted(label, to: max(1, size.columns - 8))
      let (text, column) = line.window(columns: max(4, size.columns - TextLayout.width(start)))
      return start + Self.marked(text, at: column)
    case .doubting(let wanted, let known):
      return TextLayout.fitted(
        "\(TextLayout.printable(wanted.name)): Enter takes \(TextLayout.printable(known.name)),"
          + " n makes it new", to: size.columns)
    case .help: return TextLayout.fitted("arrows scroll, any key goes back", to: size.columns)
    case .waiting: return TextLayout.fitted("choosing the next question …", to: size.columns)
    case .sheet: return TextLayout.fitted(sheetPrompt, to: size.columns)
    case .finished:
      return TextLayout.fitted("that was the last: u undo, Enter ends", to: size.columns)
    case .asking, .ended: return panel.commands
    }
  }

  private var sheetPrompt: String {
    guard let page = session.sheet else { return "" }
    if page.isChoosing { return "the key of a class takes all of them as it" }
    return "all \(TextLayout.printable(page.usual?.name ?? "")): Enter records, arrows and a class"
      + " mark others, space leaves open, Tab another class"
  }

  /// A text with the cursor shown in it.
  private static func marked(_ text: String, at column: Int) -> String {
    var used = 0
    var result = ""
    for character in text {
      if used == column { result += "_" } else { result.append(character) }
      used += TextLayout.width(character)
    }
    return used <= column ? result + "_" : result
  }

  /// One line a galaxy: the least that a page can be.
  private var sheetLines: [String] {
    guard let page = session.sheet else { return [] }
    return page.questions.enumerated().map { index, question in
      let chosen = page.chosen(for: question)?.name ?? "stays open"
      let line = "\(index == page.cursor ? ">" : " ") \(question.objectID): \(chosen)"
      return TextLayout.fitted(TextLayout.printable(line), to: size.columns)
    }
  }

  private var message: String {
    let text = TextLayout.fitted(TextLayout.printable(session.message), to: size.columns)
    return text.isEmpty ? "" : style.bold(text)
  }

  private var header: String {
    let tally = session.tally
    guard let question = session.question else { return "" }
    let count = session.roundSizes[question.round] ?? session.questions.count
    let place =
      switch session.place {
      case .entry: "answered before: \(session.answered?.name ?? "skipped")"
      case .lookedUp: "looked up"
      case .open, .nothing:
        question.isLookedUp
          ? "looked up" : "round \(question.round) · \(question.position) of \(count)"
      }
    let counts = " · \(tally.answered) answered, \(tally.skipped) skipped"
    let both = TextLayout.width(place + counts) <= size.columns ? place + counts : place
    return style.dim(TextLayout.fitted(both, to: size.columns))
  }

  private func body(rows: Int) -> [String] {
    if case .help(let line) = session.mode {
      let help = ReviewPanel(session: session, style: style, columns: size.columns).help
      return Array(help.dropFirst(min(line, max(0, help.count - rows))).prefix(rows))
    }
    if session.sheet != nil { return Array(sheetLines.prefix(rows)) }
    let beside = besidePicture(rows: rows)
    return beside ?? belowPicture(rows: rows)
  }

  /// The picture left, the words right; nil where the window is too narrow for both.
  private func besidePicture(rows: Int) -> [String]? {
    let columns = min(pictureColumns(rows: rows), size.columns - 36)
    guard columns >= 12, let drawn = drawn(columns: columns) else { return nil }
    let panel = ReviewPanel(
      session: session, style: style, columns: size.columns - columns - 3
    ).lines(rows: rows)
    let blank = String(repeating: " ", count: columns)
    return (0..<max(drawn.count, panel.count)).map { index in
      let left = index < drawn.count ? drawn[index] : blank
      return index < panel.count && !panel[index].isEmpty ? left + "   " + panel[index] : left
    }
  }

  /// The words below the picture, which gets the rows that the words leave.
  private func belowPicture(rows: Int) -> [String] {
    let panel = ReviewPanel(session: session, style: style, columns: size.columns)
    let wanted = panel.lines(rows: .max / 2).count
    let pictureRows = max(rows - wanted - 1, rows / 2)
    let columns = min(pictureColumns(rows: pictureRows), size.columns)
    guard columns >= 8, let drawn = drawn(columns: columns) else { return panel.lines(rows: rows) }
    return drawn + [""] + panel.lines(rows: rows - drawn.count - 1)
  }

  /// Columns at which the picture is no taller than so many rows.
  private func pictureColumns(rows: Int) -> Int {
    guard let picture else { return 0 }
    let columns = rows * 2 * picture.width / max(1, picture.height)
    return min(Self.widestPicture, columns)
  }

  private func drawn(columns: Int) -> [String]? {
    guard let picture, columns > 0 else { return nil }
    let text =
      style.colour
      ? TerminalPicture.halfBlocks(picture, columns: columns)
      : TerminalPicture.characters(picture, columns: columns)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
