public import AHuntKit
public import ArgumentParser
import Foundation
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

  @Option(help: "How many galaxies.")
  var top = 50

  @Option(
    help:
      "The score: personal, fusion, reserve, reconstruction, density, neighbour or outlier.")
  var by: ScoreKind = .personal

  @Flag(help: "Leave out what is labelled already.")
  var unlabelled = false

  @Option(help: "Draw the pictures, in order, into this PNG.")
  var contactSheet: String?

  @Option(help: "Write the ranking into this CSV.")
  var csv: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top takes a number of at least 1.") }
  }

  func run(with console: Console) throws {
    let payload = try console.withHunt(for: .reading) { hunt in
      let ranking = try hunt.rank(
        RankRequest(by: by, count: top, unlabelledOnly: unlabelled), activity: console.activity())
      if !ranking.knowsThePerson {
        console.note("no class of interest has answers yet, so this is the order of novelty")
      }
      if let contactSheet {
        let cells = ranking.entries.map {
          ($0.galaxy, ["\($0.rank) \($0.objectID)", $0.label ?? $0.knownClass ?? ""])
        }
        try console.write(
          try hunt.contactSheet(cells), to: contactSheet, as: "contact sheet")
      }
      return RankingPayload(ranking)
    }
    if let csv { try console.write(Data(payload.csv.utf8), to: csv, as: "ranking") }
    try console.emit(payload) { payload.write(to: &$0) }
  }
}

extension ScoreKind: ExpressibleByArgument {}
