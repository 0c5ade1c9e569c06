import AHuntKit
import ArgumentParser

/// `ahunt report compare`: two models or two dates side by side.
struct ReportCompare: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Set two classifiers, or the reports of two dates, side by side.",
    discussion: """
      Both are judged on the test galaxies that they share, with a paired bootstrap. `ahunt models list`
      shows the numbers of classifiers; Reports/index.html lists the dates, whose beginning is enough.

      Example:
        ahunt report compare 3 7
        ahunt report compare 2026-11-28 2026-11-29T0610
      """)

  @Argument(help: "A classifier's number, or the date of a kept report.")
  var first: String

  @Argument(help: "Another one; differences are this one's less the first's.")
  var second: String

  @OptionGroup(title: "Report options")
  var report: ReportOptions

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let file = try console.withHunt(for: .reading) {
      try $0.compareReports(
        first, second, try report.request(console), engine: engine.settings,
        activity: console.activity())
    }
    try console.finish([file], report)
  }
}
