import AHuntKit
import ArgumentParser

/// `ahunt report classifier`: the supervised reference on test galaxies.
struct ReportClassifier: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "classifier",
    abstract: "Report how well the classifier tells the known classes apart.",
    discussion: """
      Example:
        ahunt report classifier --output Reports
      """)

  @OptionGroup(title: "Report options")
  var report: ReportOptions

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let file = try console.withHunt(for: .reading) {
      try $0.report(
        .classifier, try report.request(console), engine: engine.settings,
        activity: console.activity())
    }
    try console.finish([file], report)
  }
}
