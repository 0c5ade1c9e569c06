/// What a command says to a person on standard output, built line by line.
struct TextPage: Sendable {
  /// Styles of the stream it goes to.
  let palette: Palette
  /// Whether only results are wanted.
  private let isQuiet: Bool
  /// What was added so far.
  private(set) var text = StyledText("")

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
  mutating func line(_ content: StyledText = "") {
    text += content + "\n"
  }

  /// A line of plain text that is put together elsewhere.
  @_disfavoredOverload
  mutating func line(_ content: String) {
    line(StyledText(content))
  }

  /// A title, set off by an empty line from what stands above.
  mutating func heading(_ title: StyledText) {
    if !text.parts.isEmpty { line() }
    line(title.map { .init(text: $0.text, style: $0.style ?? .bold) })
  }

  /// Names and values in two columns, indented by two.
  mutating func pairs(_ pairs: [(name: String, value: any Legible)]) {
    let width = pairs.reduce(0) { max($0, TextTable.width($1.name)) }
    for pair in pairs {
      let padding = String(repeating: " ", count: width - TextTable.width(pair.name))
      line("  \(palette.dim(pair.name))\(padding)  \(pair.value.styled)")
    }
  }

  /// A table; nothing when it has no rows.
  mutating func table(_ table: TextTable) {
    if !table.isEmpty { text += table.text }
  }
}
