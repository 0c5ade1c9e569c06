import ArgumentParser
import Foundation
import Imaging
import Store

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
    let store = try console.openStore()
    let ranking = try Ranking(store, by: by, now: console.context.now())
    if by == .personal && !ranking.knowsThePerson {
      console.note("no class of interest has answers yet, so this is the order of novelty")
    }
    if let note = ranking.finetuneNote { console.note(note) }
    let chosen = try ranking.top(top, unlabelledOnly: unlabelled, in: store)
    let payload = RankingPayload(
      by: by.rawValue, galaxies: ranking.ids.count, ranking: chosen.map(\.entry),
      left: ranking.left)
    if let contactSheet {
      let file = console.context.location(contactSheet)
      let cells = try chosen.map { entry, galaxy in
        ContactSheet.Cell(
          try store.raster(of: galaxy),
          captions: [
            "\(entry.rank) \(entry.objectID)", entry.label ?? entry.knownClass ?? "",
          ])
      }
      try console.write(try ContactSheet().raster(of: cells).pngData(), to: file)
      console.note("contact sheet written to \(file.path)")
    }
    if let csv {
      let file = console.context.location(csv)
      try console.write(Data(payload.csv.utf8), to: file)
      console.note("ranking written to \(file.path)")
    }
    try store.close()
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
