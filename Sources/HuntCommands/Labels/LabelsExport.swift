import AHuntKit
import ArgumentParser
import Files
import Store
import Vocabulary

/// `ahunt labels export`: the current answers as CSV.
struct LabelsExport: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the current answers as CSV, to a file or to standard output.",
    discussion: """
      With --all there is a row for each person's answer to a galaxy, and columns with the position, \
      the catalog, and in counts a 1 for the answer that the galaxy carries.

      Example:
        ahunt labels export --output Labels/rings.csv
        ahunt labels export --all --output Labels/everybody.csv
      """)

  @Flag(help: "Write every person's answer, with positions.")
  var all = false

  @Option(help: "The file to write (default: standard output).")
  var output: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let file = try output.map { try console.output($0, "--output") }
    let rows = try console.withHunt(for: .reading) { try $0.positionedLabels(all: all) }
    let text = all ? LabelFile.text(all: rows) : LabelFile.text(rows.map(\.label))
    guard let file, !file.isStandardOutput else {
      return console.options.format == .json
        ? try console.emit(LabelsPayload(rows, output: nil)) { _ in }
        : try console.send(table: text)
    }
    try console.write(table: text, to: file)
    try console.emit(LabelsPayload(rows, output: file.path)) { page in
      page.line("\(Figures.count(rows.count, "label")) written to \(file.path)")
    }
  }
}
