import AHuntKit
import ArgumentParser
import Vocabulary

/// `ahunt labels import`: answers from a file.
struct LabelsImport: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring answers in from a CSV with the columns object_id and class.",
    discussion: """
      Classes that the file names are made. Answers that stand already are skipped, and so are \
      those whose answered_at is before that of the answer that stands. A file that `ahunt backup \
      --answers` wrote brings back the whole log, with skips, retractions and interests.

      Example:
        ahunt labels import Labels/rings.csv --annotator hubble
        ahunt labels export --workspace other | ahunt labels import -
      """)

  @Argument(help: "The label file; - reads standard input.")
  var file: String

  @Option(help: "Who answered, where the file doesn't say.")
  var annotator: String = "import"

  @Flag(help: "Treat an unknown object id as an error, before anything is written.")
  var strict = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let labels: [LabelsPayload.Label]
    let imported: Int
    let replaced: Int
    let skipped: Int
    let older: Int
    let newClasses: [String]
    let unknown: [String]
  }

  func run(with console: Console) throws {
    let result = try imported(try console.readText(file), console)
    let payload = Payload(
      labels: LabelsPayload(result.standing, output: nil).labels, imported: result.imported,
      replaced: result.replaced, skipped: result.skipped, older: result.older,
      newClasses: result.newClasses, unknown: result.unknown)
    try console.emit(payload) { page in
      page.line(
        "\(Figures.count(result.imported, "label")) imported, "
          + "\(Figures.count(result.skipped)) were there already")
      if result.replaced > 0 {
        page.line("\(Figures.count(result.replaced)) of them took the place of another answer")
      }
      if result.older > 0 {
        page.line(
          "\(Figures.count(result.older, "label")) left out: a newer answer stands for the galaxy")
      }
      if !result.newClasses.isEmpty {
        page.line("new classes: \(result.newClasses.joined(separator: ", "))")
      }
      if !result.unknown.isEmpty {
        let shown = result.unknown.prefix(5).joined(separator: ", ")
        page.line(
          page.palette.warning(
            "\(Figures.count(result.unknown.count, "object id")) in no catalog, or in several: "
              + shown + (result.unknown.count > 5 ? ", …" : "")))
      }
    }
  }

  /// Brings in a label file, or the whole log where it is one.
  private func imported(_ text: String, _ console: Console) throws -> LabelImportSummary {
    let name = file == "-" ? "standard input" : file
    if AnswerLogFile.isLog(text) {
      return try console.withHunt {
        try $0.importAnswers(text, name: name, isStrict: strict, activity: console.activity())
      }
    }
    let labels = try LabelFile.labels(in: text, name: name)
    return try console.withHunt {
      try $0.importLabels(
        labels, annotator: annotator, isStrict: strict, activity: console.activity())
    }
  }
}
