import Imaging
import Vocabulary

/// Every key with its meaning, and what else is worth knowing, as one long page.
struct ReviewHelp {
  let session: ReviewSession
  let style: TerminalStyle
  /// How pictures are drawn, and why not better.
  let pictures: String

  /// Keys that have no name in ASCII letters else.
  private static let spelled = ["←": "Left", "→": "Right", "↑": "Up", "↓": "Down"]

  /// All of its lines, each of at most so many columns.
  func lines(columns: Int) -> [ScreenLine] {
    var lines: [ScreenLine] = []
    for each in session.classes {
      let hint = each.key == nil ? " (type its name)" : ""
      let hunted = each.isHunted ? "" : ", not hunted"
      lines.append(
        ScreenLine("  ").adding(TextLayout.padded(each.key.map(String.init) ?? "n", to: 9), .bold)
          .adding(each.name + hint + hunted))
    }
    if !lines.isEmpty { lines.append(ScreenLine()) }
    let commands = session.isOnSheet ? session.sheetHelp : session.commandHelp
    for (symbol, words) in commands + [("Ctrl-Z", "back to the shell; fg goes on")] {
      let key = style.unicode ? symbol : Self.spelled[symbol] ?? symbol
      let room = max(8, columns - 11)
      for (index, part) in TextLayout.wrapped(words, to: room).enumerated() {
        lines.append(
          ScreenLine("  ").adding(TextLayout.padded(index == 0 ? key : "", to: 9), .bold)
            .adding(part))
      }
    }
    let links = SkyLink.all(ra: session.question?.ra, dec: session.question?.dec)
    if !links.isEmpty { lines.append(ScreenLine()) }
    for link in links {
      if style.links {
        lines.append(ScreenLine("  ").adding(link.name, .link(link.address)))
      } else {
        lines += TextLayout.broken(link.address, at: columns).map { ScreenLine($0) }
      }
    }
    if !pictures.isEmpty {
      lines.append(ScreenLine())
      lines += TextLayout.wrapped(pictures, to: columns).map { ScreenLine($0, .dim) }
    }
    return lines.map { $0.fitted(to: columns) }
  }
}
