import ArgumentParser
import Foundation
import Store

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
    let store = try console.openStore()
    let reporting = Reporting(
      store: store, engine: try engine.start(), folder: report.folder(console),
      resamples: report.resamples, console: console)
    let files = [try reporting.classifier()]
    try store.close()
    try console.finish(files, report)
  }
}
