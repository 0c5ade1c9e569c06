import ArgumentParser
import Foundation
import Store

/// `ahunt report hunt`: questions, finds and rankings.
struct ReportHunt: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "hunt",
    abstract: "Report what the hunt asked, found and ranked.",
    discussion: """
      Example:
        ahunt report hunt --output Reports
        ahunt replay --anomaly ring --keep && ahunt report hunt
      """)

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Show this result of `ahunt replay --format json` beside those kept in the hunt.",
      valueName: "file"))
  var replay: [String] = []

  @OptionGroup(title: "Report options")
  var report: ReportOptions

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let store = try console.openStore()
    let reporting = Reporting(
      store: store, engine: try engine.start(), folder: report.folder(console),
      resamples: report.resamples, console: console)
    let files = [try reporting.hunt(replays: replay.map(console.context.location))]
    try store.close()
    try console.finish(files, report)
  }
}
