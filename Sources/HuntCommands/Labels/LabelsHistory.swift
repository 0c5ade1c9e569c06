import AHuntKit
import ArgumentParser
import Vocabulary

/// `ahunt labels history`: the append-only log of answers.
struct LabelsHistory: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show every answer, skip and retraction in the order they were given.",
    discussion: """
      Example:
        ahunt labels history --last 20
      """)

  @Option(.count, help: "Show only the last N entries.")
  var last: Int?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Entry: Codable {
    let id: Int64
    let objectID: String
    let kind: String
    @Nullable var `class`: String?
    let retracts: Int64?
    let annotator: String
    let round: Int?
    @Nullable var seconds: Double?
    let answeredAt: String
  }

  struct Payload: Codable {
    let labels: [Entry]
  }

  func run(with console: Console) throws {
    let log = try console.withHunt(for: .reading) { try $0.answerLog() }
    let payload = Payload(
      labels: log.suffix(last ?? log.count).map {
        Entry(
          id: $0.id, objectID: $0.objectID, kind: $0.kind.rawValue, class: $0.className,
          retracts: $0.retracts, annotator: $0.annotator, round: $0.round, seconds: $0.dwell,
          answeredAt: $0.answeredAt)
      })
    try console.emit(payload) { page in
      guard !payload.labels.isEmpty else { return page.line("No answers yet.") }
      var table = TextTable([">no", "when (UTC)", "object", "what", ">round", ">looked", "by"])
      for entry in payload.labels {
        table.add([
          String(entry.id), Figures.minute(entry.answeredAt), entry.objectID,
          entry.class ?? entry.retracts.map { "takes back \($0)" } ?? entry.kind,
          entry.round.map(String.init) ?? "", entry.seconds.map(Figures.duration) ?? "",
          entry.annotator,
        ])
      }
      page.table(table)
    }
  }
}
