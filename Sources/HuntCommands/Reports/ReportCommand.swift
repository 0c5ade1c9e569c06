import ArgumentParser

/// `ahunt report`: HTML pages.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write reports: one self-contained HTML file each.",
    discussion: """
      Example:
        ahunt report all --open
      """,
    subcommands: [
      ReportClassifier.self, ReportTraining.self, ReportHunt.self, ReportAll.self,
      ReportCompare.self,
    ])
}
