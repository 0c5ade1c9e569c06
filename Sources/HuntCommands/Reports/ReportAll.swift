import AHuntKit
import ArgumentParser
import Vocabulary

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
    let written = try console.withHunt(for: .reading) {
      try $0.reportAll(
        try report.request(console), engine: engine.settings, activity: console.activity())
    }
    try console.finish(written.files, failures: written.failures, report)
    guard !written.failures.isEmpty else { return }
    let reasons = written.failures.map { "\($0.kind.rawValue) (\(Sentence.of($0.error)))" }
    throw CommandFailure.failed(
      "\(Figures.count(written.failures.count, "report")) missing: "
        + reasons.joined(separator: "; "))
  }
}
