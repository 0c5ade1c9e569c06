import AHuntKit
import ArgumentParser

/// `ahunt report training`: how the models learned.
struct ReportTraining: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "training",
    abstract: "Report what every stored model measured after each epoch.",
    discussion: """
      Example:
        ahunt report training --output Reports
      """)

  @OptionGroup(title: "Report options")
  var report: ReportOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let file = try console.withHunt(for: .reading) {
      try $0.report(.training, try report.request(console), activity: console.activity())
    }
    try console.finish([file], report)
  }
}
