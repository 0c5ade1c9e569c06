import AHuntKit
import ArgumentParser
import Foundation
import Vocabulary

/// `ahunt labels export`: the current answers as CSV.
struct LabelsExport: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the current answers as CSV, to a file or to standard output.",
    discussion: """
      Example:
        ahunt labels export --output Labels/rings.csv
      """)

  @Option(help: "The file to write (default: standard output).")
  var output: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let rows = try console.withHunt(for: .reading) { try $0.labels() }
    let text = LabelFile.text(rows)
    let file = output.map(console.context.location)
    if let file { try OutputFile.write(Data(text.utf8), to: file) }
    try console.emit(LabelsPayload(rows, output: file?.path)) { page in
      if let file {
        page.line("\(Figures.count(rows.count, "label")) written to \(file.path)")
      } else {
        page.raw(text)
      }
    }
  }
}
