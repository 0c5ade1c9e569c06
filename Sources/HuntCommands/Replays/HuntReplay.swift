import AHuntKit
import ArgumentParser
import Foundation
import Hunting

/// `ahunt replay`: hunts with known classes as the oracle, to compare strategies.
struct HuntReplay: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Replay hunts for a known class, to see how soon each strategy finds it.",
    discussion: """
      The catalog's own classes answer the questions, and nothing is written but, with --keep, the \
      result, which `ahunt report hunt` then shows. Needs embeddings; the strategies by score need \
      `ahunt score` too.

      Example:
        ahunt replay --anomaly ring --strategy ahunt --strategy exploit --strategy random

      A survey that arrives round by round, with two classes known beforehand:
        ahunt replay --anomaly merger --prior-class spiral,elliptical --prior-labels 100 \\
          --arrivals 200 --rounds 20 --size 15

      Two kinds of interest, one of which is first named in the third round:
        ahunt replay --anomaly ring,merger --change 3:name=merger
      """)

  @Option(help: ArgumentHelp("What is hunted, one or more.", valueName: "class[,class]"))
  var anomaly: String

  @Option(.from(1, to: 100_000), help: "Rounds of questions.")
  var rounds = 10

  @Option(.from(1, to: 100_000), help: "Questions a round.")
  var size = 20

  @Option(.from(1, to: 100_000), help: "Hunts by each strategy, each with a seed of its own.")
  var repeats = 5

  @Option(
    help: ArgumentHelp(
      "How questions are chosen, as often as wanted (default: ahunt, exploit, random): "
        + ReplayStrategy.names.joined(separator: ", ") + ".", valueName: "name"))
  var strategy: [String] = []

  @Option(
    .from(0, to: 1_000_000_000), help: "Galaxies answered before the first round, taken at random.")
  var priorLabels = 0

  @Option(
    help: ArgumentHelp("Classes that those are taken from (default: any).", valueName: "class,…"))
  var priorClass: String?

  @Option(
    .count, help: "Galaxies that arrive with each round (default: all are there from the start).")
  var arrivals: Int?

  @Option(.above(0, below: 1), help: "Thin the hunted classes to this share of all galaxies.")
  var anomalyRate: Double?

  @Option(help: "What the person says: names (each class) or interest (hunted or boring).")
  var oracle: Oracle = .names

  @Option(name: .customLong("arm"), help: "Share of an arm in `ahunt`, as in `ahunt round`.")
  var arms: [String] = []

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "What the person changes before a round: name=CLASS (boring until then), merge=CLASS,CLASS, "
        + "split=CLASS or weigh=CLASS,INTEREST.", valueName: "round:change"))
  var change: [String] = []

  @Flag(help: "Keep the result in the hunt, for its report.")
  var keep = false

  @Option(.seed, help: "Seed of the first hunt; the others follow it.")
  var seed: UInt64 = 0

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  enum Oracle: String, CaseIterable, ExpressibleByArgument {
    case names, interest
  }

  func validate() throws {
    guard priorClass == nil || priorLabels > 0 else {
      throw ValidationError("--prior-class goes with --prior-labels, the number of them.")
    }
    guard !list(anomaly).isEmpty else { throw ValidationError("--anomaly takes a class.") }
    if let arrivals, arrivals < size {
      throw ValidationError(
        "--arrivals takes at least \(size), as many as a round asks questions.")
    }
    _ = try strategies
    _ = try QueryBudget(arguments: arms)
    for change in try changes where change.round > rounds {
      throw ValidationError(
        "--change takes a round that is played: there are \(rounds), and none is \(change.round).")
    }
  }

  func run(with console: Console) throws {
    var request = ReplayRequest(anomalies: list(anomaly))
    request.repeats = repeats
    request.anomalyRate = anomalyRate
    request.isKept = keep
    request.seed = seed
    request.strategies = try strategies
    request.settings = ReplaySettings(
      rounds: rounds, size: size, priorLabels: priorLabels, priorClasses: list(priorClass),
      arrivals: arrivals, oracle: oracle == .names ? .className : .interestOnly,
      budget: try QueryBudget(arguments: arms), changes: try changes)
    if !arms.isEmpty { request.remarks.append("arms " + arms.joined(separator: " ")) }
    if !change.isEmpty { request.remarks.append("changes " + change.joined(separator: " ")) }
    let summary = try console.withHunt(for: keep ? .writing : .reading) {
      try $0.replay(request, activity: console.activity(isLong: true))
    }
    try console.emit(summary) { summary.write(to: &$0) }
  }

  /// Names between commas, each once.
  private func list(_ text: String?) -> [String] {
    var seen = Set<String>()
    return (text ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  private var strategies: [ReplayStrategy] {
    get throws(ValidationError) {
      let names = strategy.isEmpty ? ["ahunt", "exploit", "random"] : strategy
      var strategies: [ReplayStrategy] = []
      for name in names {
        let next: ReplayStrategy
        do {
          next = try ReplayStrategy(name: name)
        } catch {
          throw ValidationError(Sentence.of(error))
        }
        if !strategies.contains(next) { strategies.append(next) }
      }
      return strategies
    }
  }

  private var changes: [ReplayChange] {
    get throws(ValidationError) {
      var changes: [ReplayChange] = []
      for text in change { changes.append(try ReplayChange(argument: text)) }
      return changes
    }
  }
}
