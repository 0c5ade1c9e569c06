import AHuntKit
import ArgumentParser

/// `ahunt classes list`: shows the classes.
struct ClassesList: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the classes with their interests and answers.",
    discussion: """
      Example:
        ahunt classes list --format json
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    try withClasses(console, for: .reading)
  }
}
