import AHuntKit
public import ArgumentParser
import Files
public import Vocabulary

/// `ahunt rank`: the current ranking.
struct HuntRank: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Show the galaxies that matter most to you, best first.",
    discussion: """
      personal is the probability of your classes weighed by your interests, from all answers so \
      far; reserve is how unlike everything answered; the others are the novelty scores.

      Example:
        ahunt rank --top 100 --unlabelled --contact-sheet top.png
      """)

  @Option(.count, help: "How many galaxies.")
  var top = 50

  @Option(
    help:
      "The score: personal, fusion, reserve, reconstruction, density, neighbour or outlier.")
  var by: ScoreKind = .personal

  @Flag(help: "Leave out what is labelled already.")
  var unlabelled = false

  @Option(help: "Draw the pictures, in order, into this PNG; - is standard output.")
  var contactSheet: String?

  @Option(help: "Write the ranking into this CSV; - is standard output.")
  var csv: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let sheet = try contactSheet.map { try console.output($0, "--contact-sheet") }
    let table = try csv.map { try console.output($0, "--csv") }
    try console.refuseSame(sheet, table, "--contact-sheet and --csv")
    let payload = try console.withHunt(for: .reading) { hunt in
      let ranking = try hunt.rank(
        RankRequest(by: by, count: top, unlabelledOnly: unlabelled), activity: console.activity())
      if !ranking.knowsThePerson {
        console.note("no class of interest has answers yet, so this is the order of novelty")
      }
      if let sheet {
        let cells = ranking.entries.map {
          ($0.galaxy, ["\($0.rank) \($0.objectID)", $0.label ?? $0.knownClass ?? ""])
        }
        try console.write(try hunt.contactSheet(cells), to: sheet)
        console.tellOf("contact sheet", in: sheet)
      }
      return RankingPayload(ranking)
    }
    if let table {
      try console.write(table: payload.csv, to: table)
      console.tellOf("ranking", in: table)
    }
    // What was asked for on standard output is the result.
    if [sheet, table].contains(where: { $0?.isStandardOutput == true }) { return }
    try console.emit(payload) { payload.write(to: &$0) }
  }
}

extension ScoreKind: ExpressibleByArgument {}
