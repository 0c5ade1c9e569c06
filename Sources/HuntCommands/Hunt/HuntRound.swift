import AHuntKit
import ArgumentParser
import Hunting

/// `ahunt round`: asks a batch of questions.
struct HuntRound: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "round",
    abstract: "Choose the galaxies that are worth asking you about next.",
    discussion: """
      The questions are divided over arms: interest asks about what you seem to look for, novelty \
      about what is unlike the rest, uncertainty about what would teach the ranking most, and \
      random draws without bias. Nothing is ever asked twice.

      Example:
        ahunt round --size 20 --arm interest=0.5 --arm novelty=0.3 --arm random=0.2
      """)

  @Option(.from(1, to: 100_000), help: "How many questions.")
  var size = 20

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "An arm's share of the questions; arms that aren't named get none.", valueName: "name=share"))
  var arm: [String] = []

  @Flag(
    help: """
      Let the arms' shares follow what their questions brought so far; the random arm keeps its own.
      """)
  var adaptive = false

  @Option(
    .seed,
    help: """
      Seed of what the random and novelty arms draw (default: that of the hunt's first round, else \
      0); with another one than before, what is left unseen can't be estimated.
      """)
  var seed: UInt64?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func validate() throws {
    _ = try QueryBudget(arguments: arm)
  }

  func run(with console: Console) throws {
    let request = RoundRequest(
      size: size, budget: try QueryBudget(arguments: arm), isAdaptive: adaptive, seed: seed)
    let payload = try console.withHunt {
      RoundPayload(try $0.askRound(request, activity: console.activity()))
    }
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
