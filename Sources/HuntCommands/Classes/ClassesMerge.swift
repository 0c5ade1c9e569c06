import AHuntKit
import ArgumentParser

/// `ahunt classes merge`: two classes become one.
struct ClassesMerge: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Merge a class into another; its answers count for the other from then on.",
    discussion: """
      Example:
        ahunt classes merge "tidal pair" merger
      """)

  @Argument(help: "The class that goes.")
  var name: String

  @Argument(help: "The class that stays.")
  var target: String

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    try withClasses(console) { try $0.mergeClass(name, into: target) }
  }
}
