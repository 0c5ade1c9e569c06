import Imaging
import Vocabulary

/// The words beside the picture: what it is, why it is asked, what each key does.
struct ReviewPanel {
  let session: ReviewSession
  let style: TerminalStyle
  let columns: Int

  /// Everything about the question on the screen, at most `rows` lines.
  func lines(rows: Int) -> [String] {
    guard let question = session.question else { return [] }
    let head = identity(question) + reason(question)
    let classes = classLines(question, rows: max(1, rows - head.count - 1))
    return Array((head + [""] + classes).prefix(max(0, rows)))
  }

  /// Every key with its meaning.
  var help: [String] {
    let commands = session.commandHelp.flatMap { key, text in
      TextLayout.wrapped(text, to: max(8, columns - 11)).enumerated().map { index, line in
        " \(TextLayout.padded(index == 0 ? key : "", to: 8)) \(line)"
      }
    }
    let classes = session.classes.map { each in
      let key = each.key.map(String.init) ?? "n"
      let hint = each.key == nil ? " (type its name)" : ""
      return "  \(key)   \(TextLayout.printable(each.name))\(hint)"
    }
    let links = SkyLink.all(ra: session.question?.ra, dec: session.question?.dec)
      .flatMap { TextLayout.broken($0.address, at: columns) }
    let lines =
      commands + (links.isEmpty ? [] : [""] + links) + (classes.isEmpty ? [] : [""] + classes)
    return lines.map { TextLayout.fitted($0, to: columns) }
  }

  /// The line of commands, as much of it as fits.
  var commands: String {
    let all = ["n new class", "space skip", "u undo", "? help", "q quit"]
    let long = all.joined(separator: "   ")
    if TextLayout.width(long) <= columns { return long }
    return TextLayout.fitted("n s u q, ? help", to: columns)
  }

  private func identity(_ question: Question) -> [String] {
    var lines = [
      style.bold(TextLayout.fitted(TextLayout.printable(question.objectID), to: columns))
    ]
    if let ra = question.ra, let dec = question.dec {
      let position = "ra \(TextLayout.decimal(ra, 5))°  dec \(TextLayout.decimal(dec, 5))°"
      lines.append(TextLayout.fitted(position, to: columns))
      lines += links(question)
    }
    if let redshift = question.redshift {
      lines.append(TextLayout.fitted("redshift \(TextLayout.decimal(redshift, 4))", to: columns))
    }
    return lines
  }

  /// Where to look the galaxy up, each address whole; where they are too long, the help has them.
  private func links(_ question: Question) -> [String] {
    let addresses = SkyLink.all(ra: question.ra, dec: question.dec).map(\.address)
    return addresses.allSatisfy { TextLayout.width($0) <= columns }
      ? addresses.map(style.dim)
      : [style.dim(TextLayout.fitted("? has its links to sky viewers", to: columns))]
  }

  private func reason(_ question: Question) -> [String] {
    let why = question.why.isEmpty ? "" : ": \(TextLayout.printable(question.why))"
    let text = "asked for \(TextLayout.printable(question.arm))\(why)"
    let score = TextLayout.fitted("score \(TextLayout.decimal(question.score, 3))", to: columns)
    return TextLayout.wrapped(text, to: columns) + [score]
  }

  private func classLines(_ question: Question, rows: Int) -> [String] {
    guard !session.classes.isEmpty else {
      return TextLayout.wrapped("no classes yet: n names the first", to: columns)
    }
    let showsBars = !question.probabilities.isEmpty && columns >= 30
    let counts = session.classes.map { String($0.answers) }
    let countWidth = counts.map(\.count).max() ?? 1
    let barWidth = showsBars ? min(12, columns / 4) : 0
    let used = 3 + countWidth + 1 + (showsBars ? barWidth + 7 : 0)
    let nameWidth = max(4, min(24, columns - used))
    let lines = zip(session.classes, counts).map { each, count in
      var line = "\(each.key.map(String.init) ?? "·")  "
      line += TextLayout.padded(TextLayout.printable(each.name), to: nameWidth)
      if showsBars {
        let share = question.probabilities[each.id]
        let bar = TextLayout.bar(share ?? 0, columns: barWidth, blocks: style.cursor)
        line += " \(bar) \(share.map { TextLayout.decimal($0, 2) } ?? "    ") "
      }
      let padding = String(repeating: " ", count: countWidth - count.count)
      return TextLayout.fitted(line + " " + padding + count, to: columns)
    }
    return limited(lines, rows: rows)
  }

  private func limited(_ lines: [String], rows: Int) -> [String] {
    guard lines.count > rows else { return lines }
    let more = "… \(lines.count - rows + 1) more; a taller window or ? shows them"
    return Array(lines.prefix(max(0, rows - 1))) + [TextLayout.fitted(more, to: columns)]
  }
}
