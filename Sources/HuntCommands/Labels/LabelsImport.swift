import AHuntKit
import ArgumentParser
import Store
import Vocabulary

/// `ahunt labels import`: answers from a file.
struct LabelsImport: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring answers in from a CSV with the columns object_id and class.",
    discussion: """
      Columns may be called as surveys call them, such as objID and label, and be separated by \
      commas, tabs, semicolons or bars. Classes that the file names are made. Answers that stand \
      already are skipped. Where the file or --annotator says who answered, the answer is kept \
      beside those of others, also where it is older; an older one of nobody in particular is left \
      out. A file that `ahunt backup --answers` wrote brings back the whole log, with skips, \
      retractions, interests, flags and notes.

      Example:
        ahunt labels import Labels/rings.csv --annotator hubble
        ahunt labels export --workspace other | ahunt labels import -
      """)

  @Argument(help: "The label file; - reads standard input.")
  var file: String

  @Option(help: "Who answered, where the file doesn't say (default: import, nobody in particular).")
  var annotator: String?

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
    let beside: Int
    let remarks: Int
    let reasks: Int
    /// The rule for whose answer counts, where the file brought it.
    @Nullable var rule: String?
    let newClasses: [String]
    let unknown: [String]
  }

  func validate() throws {
    if annotator?.isEmpty == true {
      throw ValidationError("--annotator takes a name, not an empty text.")
    }
  }

  func run(with console: Console) throws {
    let result = try imported(try console.readText(file), console)
    let payload = Payload(
      labels: LabelsPayload(result.standing, output: nil).labels, imported: result.imported,
      replaced: result.replaced, skipped: result.skipped, older: result.older,
      beside: result.beside, remarks: result.remarks, reasks: result.reasks,
      rule: result.rule?.name, newClasses: result.newClasses, unknown: result.unknown)
    try console.emit(payload) { page in
      page.line(
        "\(Figures.count(result.imported, "label")) imported, "
          + "\(Figures.count(result.skipped)) were there already")
      if result.replaced > 0 {
        page.line(
          Figures.count(
            result.replaced, "galaxy carries another class now",
            "galaxies carry another class now"))
      }
      if result.older > 0 {
        page.line(
          "\(Figures.count(result.older, "label")) left out: a newer answer stands for the galaxy")
      }
      if result.beside > 0 {
        page.line(
          "\(Figures.count(result.beside)) of them kept beside a newer answer, which goes on counting"
        )
      }
      if result.remarks > 0 {
        page.line(Figures.count(result.remarks, "flag or note", "flags and notes"))
      }
      if result.reasks > 0 {
        page.line(
          Figures.count(
            result.reasks, "answer to what was asked again", "answers to what was asked again"))
      }
      if let rule = result.rule {
        page.line("whose answer counts is taken over from the file: \(rule.name)")
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
    var labels = try LabelFile.labels(in: text, name: name)
    if let annotator {
      for index in labels.indices where labels[index].annotator.isEmpty {
        labels[index].annotator = annotator
      }
    }
    return try console.withHunt {
      try $0.importLabels(labels, isStrict: strict, activity: console.activity())
    }
  }
}
