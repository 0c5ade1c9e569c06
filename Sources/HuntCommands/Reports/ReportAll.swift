import ArgumentParser
import Foundation
import Store

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
    let store = try console.openStore()
    let reporting = Reporting(
      store: store, engine: try engine.start(), folder: report.folder(console),
      resamples: report.resamples, console: console)
    var files: [URL] = []
    var failures: [any Error] = []
    func attempt(_ report: () throws -> URL) {
      do { files.append(try report()) } catch { failures.append(error) }
    }
    if try store.latestModel(kind: .classifier) != nil {
      attempt(reporting.classifier)
    } else {
      console.note("no classifier report: `ahunt train classifier` makes what it reports on")
    }
    if try !store.models().isEmpty { attempt(reporting.training) }
    attempt { try reporting.hunt() }
    try store.close()
    guard !files.isEmpty else { throw failures[0] }
    for failure in failures { console.note("one report is missing: \(Sentence.of(failure))") }
    try console.finish(files, report)
  }
}
