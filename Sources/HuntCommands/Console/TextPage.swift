/// What a command says to a person on standard output, built line by line.
struct TextPage: Sendable {
  /// Colours of the stream it goes to.
  let palette: Palette
  /// Whether only results are wanted.
  private let isQuiet: Bool
  /// What was added so far.
  private(set) var text = ""

  /// An empty page.
  init(palette: Palette, isQuiet: Bool = false) {
    self.palette = palette
    self.isQuiet = isQuiet
  }

  /// The command that most people go on with.
  mutating func next(_ command: String) {
    if !isQuiet { line("next: \(palette.accent(command))") }
  }

  /// A line as it is.
  mutating func line(_ content: String = "") {
    text += content + "\n"
  }

  /// Text that has its own line ends.
  mutating func raw(_ content: String) {
    text += content
  }

  /// A title, set off by an empty line from what stands above.
  mutating func heading(_ title: String) {
    if !text.isEmpty { text += "\n" }
    text += palette.bold(title) + "\n"
  }

  /// Names and values in two columns, indented by two.
  mutating func pairs(_ pairs: [(name: String, value: String)]) {
    let width = pairs.reduce(0) { max($0, TextTable.width($1.name)) }
    for pair in pairs {
      let padding = String(repeating: " ", count: width - TextTable.width(pair.name))
      text += "  " + palette.dim(pair.name) + padding + "  " + pair.value + "\n"
    }
  }

  /// A table; nothing when it has no rows.
  mutating func table(_ table: TextTable) {
    if !table.isEmpty { text += table.render(palette) }
  }
}
