import AHuntKit
import ArgumentParser

/// `ahunt classes remove`: a class without answers goes.
struct ClassesRemove: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove a class that no answer was given with.",
    discussion: """
      A class with answers stays: merge it into another, or give it another name.

      Example:
        ahunt classes remove ordinray
      """)

  @Argument(help: "The class.")
  var name: String

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    try withClasses(console) { try $0.removeClass(name) }
  }
}
