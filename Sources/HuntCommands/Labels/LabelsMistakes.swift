import AHuntKit
import ArgumentParser
import Vocabulary

/// `ahunt labels mistakes`: answers that are most likely slips.
struct LabelsMistakes: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "mistakes",
    abstract: "List answers that a head which did not learn them is sure to be another class.",
    discussion: """
      The answers are learned in ten parts, each time without one, and the head is asked about the \
      part that it did not learn. `ahunt review --mistakes` asks about these galaxies again.

      Example:
        ahunt labels mistakes --share 0.9
      """)

  @Option(.from(0.5, to: 1), help: "The least probability that the head gives the other class.")
  var share = 0.8

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Mistake: Codable {
    let objectID: String
    let label: String
    let annotator: String
    let probability: Double
    let suggested: String
    let suggestedProbability: Double
    let confirmed: Bool
  }

  struct Payload: Codable {
    let mistakes: [Mistake]
  }

  func run(with console: Console) throws {
    let found = try console.withHunt(for: .reading) { try $0.likelyMistakes(share: share) }
    let payload = Payload(
      mistakes: found.map {
        Mistake(
          objectID: $0.objectID, label: $0.label, annotator: $0.annotator,
          probability: $0.labelShare, suggested: $0.suggested,
          suggestedProbability: $0.suggestedShare, confirmed: $0.isConfirmed)
      })
    try console.emit(payload) { page in
      guard !found.isEmpty else { return page.line("No answer looks like a slip.") }
      var table = TextTable(["object", "answer", ">head", "by", "head says", ">head", ""])
      for each in found {
        table.add([
          each.objectID, each.label, Figures.percent(each.labelShare, places: 0), each.annotator,
          page.palette.accent(each.suggested), Figures.percent(each.suggestedShare, places: 0),
          each.isConfirmed ? "confirmed" : "",
        ])
      }
      page.table(table)
      page.line()
      page.next("ahunt review --mistakes")
    }
  }
}
