import ArgumentParser
import Store

/// `ahunt labels import`: answers from a file.
struct LabelsImport: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring answers in from a CSV with the columns object_id and class.",
    discussion: """
      Classes that the file names are made. Answers that stand already are skipped.

      Example:
        ahunt labels import Labels/rings.csv --annotator hubble
      """)

  @Argument(help: "The label file.")
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
    let skipped: Int
    let newClasses: [String]
    let unknown: [String]
  }

  func run(with console: Console) throws {
    let rows = try LabelFile.labels(in: try console.readText(file), name: file)
    let store = try console.openStore()
    let hunt = try store.defaultHunt(now: console.context.now())
    let result = try store.importLabels(
      rows, hunt: hunt.id, annotator: annotator, strict: strict, now: console.context.now())
    try store.close()
    let payload = Payload(
      labels: LabelsPayload(rows, output: nil).labels, imported: result.inserted,
      skipped: result.skipped, newClasses: result.newClasses, unknown: result.unknown)
    try console.emit(payload) { page in
      page.line(
        "\(Figures.count(result.inserted, "label")) imported, "
          + "\(Figures.count(result.skipped)) were there already")
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
}
