import Imaging
import Vocabulary

/// The words beside the picture: what it is, why it is asked, what each key does.
struct ReviewPanel {
  let session: ReviewSession
  let content: ReviewContent
  let style: TerminalStyle

  /// Everything about the galaxy on the screen that fits; the keys of all classes come before all
  /// else.
  func lines(columns: Int, rows: Int) -> [ScreenLine] {
    guard let question = session.question, rows > 0, columns > 0 else { return [] }
    let classes = classes(columns: columns, rows: rows)
    var left = rows - classes.lines.count
    let (above, below) = (above(question, columns: columns), below(question, columns: columns))
    var first = Array(above.prefix(max(0, left)))
    if let last = first.indices.last, above.count > first.count {
      // Half a reason says less than its beginning with a mark that there is more.
      let rest = above[last...].map(\.text).joined(separator: " ")
      first[last] = last == 0 ? above[0] : ScreenLine(rest)
    }
    left -= first.count
    // Blank lines part the three, where they cost nothing.
    var parts = [first, classes.lines]
    if left > 1, !below.isEmpty {
      parts.append(Array(below.prefix(left - (left > below.count + 1 ? 2 : 1))))
      left -= parts[2].count
    } else if left > 0 {
      parts.append(Array(below.prefix(left)))
      left -= parts[2].count
    }
    var result: [ScreenLine] = []
    for part in parts where !part.isEmpty {
      if !result.isEmpty, left > 0 {
        result.append(ScreenLine())
        left -= 1
      }
      result += part
    }
    return result.map { $0.fitted(to: columns) }
  }

  private var belief: ReviewBeliefs.Belief? { session.question.flatMap(session.belief) }

  /// How many lines there would be without end.
  func wantedRows(columns: Int) -> Int { lines(columns: columns, rows: 400).count }

  /// How much of the classes so many rows can show.
  func form(columns: Int, rows: Int) -> ClassLines.Form {
    classes(columns: columns, rows: rows).form
  }

  /// What the head makes of the galaxy: by now, or when it was chosen.
  var shares: (classes: [HuntClass.ID: Double], reserve: Double)? {
    if let belief { return (belief.probabilities, belief.reserve) }
    guard let question = session.question, !question.probabilities.isEmpty else { return nil }
    let given = question.probabilities.values.reduce(0, +)
    return (question.probabilities, question.reserve ?? max(0, 1 - given))
  }

  private func classes(columns: Int, rows: Int) -> (form: ClassLines.Form, lines: [ScreenLine]) {
    let lines = ClassLines(
      classes: session.classes, shares: shares, answered: session.answered?.id)
    // The id keeps a line, and so does the reason before there are bars.
    return lines.fullest(columns: columns, rows: max(1, rows - (rows < 4 ? 0 : 1)), spare: 2)
  }

  private func above(_ question: Question, columns: Int) -> [ScreenLine] {
    var id = ScreenLine(question.objectID, .bold)
    if session.remarks.flagged.contains(question.galaxy) { id.add("  flagged") }
    var lines = [id]
    switch session.place {
    case .entry: lines.append(ScreenLine("your answer: \(session.answered?.name ?? "skipped")"))
    case .lookedUp: lines.append(ScreenLine("looked up; Esc goes back", .dim))
    case .open, .nothing: break
    }
    guard session.place != .lookedUp, !question.isLookedUp else { return lines }
    let why = belief?.why ?? question.why
    let reason = "asked for \(question.arm)" + (why.isEmpty ? "" : ": \(why)")
    lines += TextLayout.wrapped(TextLayout.printable(reason), to: columns).map { ScreenLine($0) }
    return lines
  }

  private func below(_ question: Question, columns: Int) -> [ScreenLine] {
    var lines: [ScreenLine] = []
    if let ra = question.ra, let dec = question.dec {
      let position = "ra \(TextLayout.decimal(ra, 5))°  dec \(TextLayout.decimal(dec, 5))°"
      lines.append(ScreenLine(position))
      lines += links(question, columns: columns)
    }
    if let redshift = question.redshift {
      lines.append(ScreenLine("redshift \(TextLayout.decimal(redshift, 4))"))
    }
    for note in session.remarks.notes[question.galaxy] ?? [] {
      lines += TextLayout.wrapped(TextLayout.printable("note: \(note)"), to: columns)
        .map { ScreenLine($0) }
    }
    lines += content.details.map { detail in
      ScreenLine(detail.name + " ", .dim).adding(detail.value)
    }
    // The score of the moment it was chosen says little once the head has learned more; what was looked
    // up has none.
    if belief == nil, !question.isLookedUp {
      lines.append(ScreenLine("score \(TextLayout.decimal(question.score, 3))", .dim))
    }
    return lines
  }

  /// Where to look the galaxy up; never parted over two lines.
  private func links(_ question: Question, columns: Int) -> [ScreenLine] {
    let all = SkyLink.all(ra: question.ra, dec: question.dec)
    guard !all.isEmpty else { return [] }
    if style.links {
      var line = ScreenLine()
      for link in all {
        if !line.isBlank { line.add(" · ", .dim) }
        line.add(link.name, .link(link.address))
      }
      return [line]
    }
    return all.allSatisfy { TextLayout.width($0.address) <= columns }
      ? all.map { ScreenLine($0.address, .dim) }
      : [ScreenLine("? has its links to sky viewers", .dim)]
  }
}
