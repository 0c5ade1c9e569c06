import Vocabulary

/// The lines above and below: where one is, what a key does, what there is to say.
extension ReviewScreen {
  var header: ScreenLine {
    let tally = session.tally
    var parts: [String] = []
    if let question = session.question {
      switch session.place {
      case .open where question.isLookedUp, .nothing where question.isLookedUp:
        parts.append("looked up")
      case .open, .nothing:
        let count = session.roundSizes[question.round] ?? session.questions.count
        parts.append("round \(question.round) · \(question.position) of \(count)")
      case .entry: parts.append("answered before: \(session.answered?.name ?? "skipped")")
      case .lookedUp: parts.append("looked up")
      }
    }
    if let view { parts.append(view) }
    parts.append("\(tally.answered) answered")
    if tally.skipped > 0 { parts.append("\(tally.skipped) skipped") }
    parts.append("\(tally.remaining) open")
    let all = session.classes.reduce(0) { $0 + $1.answers }
    let hunted = session.classes.filter(\.isHunted).reduce(0) { $0 + $1.answers }
    if all > 0 { parts.append("found \(hunted) of \(all)") }
    // What doesn't fit whole is left out, from the end.
    while parts.count > 1, TextLayout.width(parts.joined(separator: " · ")) > size.columns {
      parts.removeLast()
    }
    return ScreenLine(parts.joined(separator: " · "), .dim)
  }

  /// How the galaxy is shown, nil where it is shown as it is.
  private var view: String? {
    let view = session.view
    var parts: [String] = []
    switch view.subject {
    case .galaxy: break
    case .reconstruction: parts.append("reconstruction")
    case .residual: parts.append("residual")
    case .neighbours: parts.append("neighbours")
    case .batch: parts.append("batch")
    }
    switch view.stretch {
    case .stored: break
    case .asinh: parts.append("asinh")
    case .linear: parts.append("linear")
    case .logarithmic: parts.append("log")
    case .band(let band): parts.append("band \(band + 1)")
    }
    if view.zoom > 1 { parts.append("×\(view.zoom)") }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// The line that is typed, or what the keys do.
  var prompt: ScreenLine {
    if let (label, line) = session.prompt {
      // A short part of the label is enough where the text needs the room.
      let cut = TextLayout.fitted(label, to: max(4, size.columns / 2 - 2))
      let window = line.window(columns: size.columns - TextLayout.width(cut))
      return Self.typed(window.text, at: window.column, after: cut)
    }
    switch session.mode {
    case .help: return ScreenLine("arrows and space scroll, any other key goes back", .dim)
    case .doubting(let wanted, let known):
      return ScreenLine("\(wanted.name): ").adding("Enter", .bold)
        .adding(" takes \(known.name), ").adding("n", .bold).adding(" makes it new")
    case .finished:
      let others = session.elsewhere.count
      let what = others == 0 ? "that was the last" : "somebody else is at \(others) more just now"
      return ScreenLine("\(what): u undo, Enter ends")
    case .waiting: return ScreenLine("the next question is being chosen …", .dim)
    default: return commands
    }
  }

  /// A text with the cursor on one of its columns.
  static func typed(_ text: String, at column: Int, after label: String) -> ScreenLine {
    let line = ScreenLine(label, .dim)
    var used = 0
    var before = ""
    var rest = Substring(text)
    while used < column, let next = rest.popFirst() {
      before.append(next)
      used += TextLayout.width(next)
    }
    let here = rest.popFirst()
    return line.adding(before).adding(here.map(String.init) ?? " ", .cursor).adding(String(rest))
  }

  /// The commands that are used most, as many as fit.
  private var commands: ScreenLine {
    let wanted: [(ReviewCommand, String)] =
      session.isOnSheet
      ? [(.skip, "leave open"), (.newClass, "new class"), (.undo, "undo"), (.quit, "quit")]
      : [
        (.newClass, "new class"), (.skip, "skip"), (.undo, "undo"), (.quit, "quit"),
        (.zoomIn, "zoom"), (.stretch, "stretch"), (.nextSubject, "show"), (.flag, "flag"),
        (.note, "note"), (.find, "find"),
      ]
    var all = wanted.compactMap { command, words in
      command.key(besides: session.classes)?.name.map { ($0, words) }
    }
    all.insert(("?", "help"), at: min(2, all.count))
    if session.isOnSheet { all.insert(("Enter", "record the page"), at: 0) }
    var line = ScreenLine()
    for (key, words) in all {
      let width = TextLayout.width("\(key) \(words)") + (line.isBlank ? 0 : 3)
      guard line.width + width <= size.columns else { break }
      if !line.isBlank { line.add("   ") }
      line.add(key, .bold)
      line.add(" " + words)
    }
    return line
  }

  /// What the last key came to, or else something about the picture.
  var message: ScreenLine {
    if !session.message.isEmpty { return ScreenLine(session.message, .bold) }
    if !content.trouble.isEmpty { return ScreenLine(content.trouble) }
    var words = content.picture?.note ?? ""
    // Once is enough: the help says it again.
    if !why.isEmpty, session.tally.answered + session.tally.skipped == 0 {
      words += (words.isEmpty ? "" : "; ") + "pictures are made of text: \(why)"
    }
    return ScreenLine(words, .dim)
  }
}
