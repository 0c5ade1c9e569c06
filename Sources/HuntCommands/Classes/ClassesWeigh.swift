import AHuntKit
import ArgumentParser

/// `ahunt classes weigh`: another interest in a class.
struct ClassesWeigh: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "weigh",
    abstract: "Set how much a class interests you; the ranking changes at once.",
    discussion: """
      Example:
        ahunt classes weigh ring 2
      """)

  @Argument(help: "The class.")
  var name: String

  @Argument(.interest, help: "The interest.")
  var interest: Double

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    try withClasses(console) { try $0.weighClass(name, interest: interest) }
  }
}
