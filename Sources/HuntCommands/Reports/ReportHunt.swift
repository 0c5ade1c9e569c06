import AHuntKit
import ArgumentParser

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
    let request = try report.request(console, replays: replay.map(console.context.location))
    let file = try console.withHunt(for: .reading) {
      try $0.report(.hunt, request, engine: engine.settings, activity: console.activity())
    }
    try console.finish([file], report)
  }
}
