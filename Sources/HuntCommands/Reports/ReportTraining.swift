import ArgumentParser
import Foundation
import Store

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
    let store = try console.openStore()
    let files = [
      try TrainingReporter(store: store).write(into: report.folder(console), console)
    ]
    try store.close()
    try console.finish(files, report)
  }
}
