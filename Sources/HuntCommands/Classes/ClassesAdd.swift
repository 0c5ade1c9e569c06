import AHuntKit
import ArgumentParser

/// `ahunt classes add`: a new class.
struct ClassesAdd: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a class; answers with it can be given from then on.",
    discussion: """
      Example:
        ahunt classes add "lens arc" --interest 3 --key l
      """)

  @Argument(help: "What you call it.")
  var name: String

  @Option(
    .interest,
    help: "How much it interests you; 0 for what you do not hunt (default: 1; artifact 0).")
  var interest: Double?

  @Option(help: "The key that answers with it in review (default: a free one).")
  var key: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    try withClasses(console) {
      try $0.addClass(name, interest: interest, key: key, activity: console.activity())
    }
  }
}
