import AHuntKit
import ArgumentParser
import Hunting
import Store
import Vocabulary

/// `ahunt round`: asks a batch of questions.
struct HuntRound: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "round",
    abstract: "Choose the galaxies that are worth asking you about next.",
    discussion: """
      The questions are divided over arms: interest asks about what you seem to look for, novelty \
      about what is unlike all asked so far, uncertainty about what would teach the ranking most, and \
      random draws without bias. Nothing is ever asked twice. A round that was asked by mistake is \
      withdrawn: what was answered of it stays, and the rest may be asked again.

      Example:
        ahunt round --size 20 --arm interest=0.5 --arm novelty=0.3 --arm random=0.2
        ahunt round --withdraw
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

  @Option(
    defaultAsFlag: RoundChoice.last,
    help: ArgumentHelp(
      "Ask nothing, and no longer ask what is open of the last round, or of the one of this number.",
      valueName: "n"))
  var withdraw: RoundChoice?

  @Flag(help: "Ask more than 500 questions without asking back.")
  var yes = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  /// What a person can hardly answer in an evening.
  private static let manyQuestions = 500

  func validate() throws {
    _ = try QueryBudget(arguments: arm)
    if withdraw != nil, !arm.isEmpty || adaptive || seed != nil {
      throw ValidationError("--withdraw asks nothing: leave --arm, --adaptive and --seed out.")
    }
  }

  func run(with console: Console) throws {
    if let withdraw { return try takeBack(withdraw, console) }
    let request = RoundRequest(
      size: size, budget: try QueryBudget(arguments: arm), isAdaptive: adaptive, seed: seed)
    let payload = try console.withHunt { hunt in
      let count = min(size, try hunt.askableCount())
      if count > Self.manyQuestions, !yes { try confirm(count, console) }
      let open = try hunt.openQuestionCount()
      let asked = try hunt.askRound(request, activity: console.activity())
      if open > 0 {
        console.note(
          "\(Figures.count(open, "question")) of earlier rounds \(open == 1 ? "is" : "are") still open; "
            + "`ahunt review --round \(asked.number)` answers this round alone, and "
            + "`ahunt round --withdraw` takes it back")
      }
      return RoundPayload(asked)
    }
    try console.emit(payload) { payload.write(to: &$0) }
  }

  /// Asks back before a round that uses up more galaxies than anybody answers.
  private func confirm(_ count: Int, _ console: Console) throws {
    let fact =
      "that would ask \(Figures.count(count, "question")) at once, and an evening answers a few hundred"
    guard console.context.inputIsTerminal else {
      throw CommandFailure.failed("\(fact); --yes asks them all the same")
    }
    guard console.confirms("\(fact). Ask them all the same?") else {
      throw CommandFailure.failed("nothing was asked")
    }
  }

  private func takeBack(_ round: RoundChoice, _ console: Console) throws {
    struct Payload: Codable {
      let round: Int
      let withdrawn: Int
      let kept: Int
      let questions: [RoundPayload.Question]
    }
    let done = try console.withHunt {
      try $0.withdrawRound(round.number, activity: console.activity())
    }
    let payload = Payload(
      round: done.number, withdrawn: done.withdrawn, kept: done.kept, questions: [])
    try console.emit(payload) { page in
      page.line(
        "\(Figures.count(done.withdrawn, "question")) of round \(done.number) withdrawn"
          + (done.kept > 0 ? ", \(Figures.count(done.kept)) that were answered stay" : ""))
    }
  }
}

/// A round that is named by its number, or the last one.
enum RoundChoice: ExpressibleByArgument, Codable, CustomStringConvertible {
  case last
  case numbered(Int)

  init?(argument: String) {
    if argument == "last" {
      self = .last
    } else if let number = Int(argument), number > 0 {
      self = .numbered(number)
    } else {
      return nil
    }
  }

  /// Its number; nil for the last.
  var number: Int? {
    if case .numbered(let number) = self { number } else { nil }
  }

  var description: String { number.map(String.init) ?? "last" }
}
