import AHuntKit
import ArgumentParser

/// `ahunt classes rename`: another name for a class.
struct ClassesRename: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Rename a class; its answers go with it.",
    discussion: """
      Example:
        ahunt classes rename merger interacting
      """)

  @Argument(help: "The class.")
  var name: String

  @Argument(help: "Its new name.")
  var newName: String

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    try withClasses(console) { try $0.renameClass(name, to: newName) }
  }
}
