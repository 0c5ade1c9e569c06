import AHuntKit
import ArgumentParser

/// `ahunt report all`: every report.
struct ReportAll: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "all",
    abstract: "Write every report there is something to say in.",
    discussion: """
      Example:
        ahunt report all --output Reports
      """)

  @OptionGroup(title: "Report options")
  var report: ReportOptions

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let files = try console.withHunt(for: .reading) {
      try $0.reportAll(
        report.request(console), engine: engine.settings, activity: console.activity())
    }
    try console.finish(files, report)
  }
}
