import ArgumentParser
import Evaluation
import Foundation
import Hunting
import Store

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

  @Option(help: "Rounds of questions.")
  var rounds = 10

  @Option(help: "Questions a round.")
  var size = 20

  @Option(help: "Hunts by each strategy, each with a seed of its own.")
  var repeats = 5

  @Option(
    help: ArgumentHelp(
      "How questions are chosen, as often as wanted (default: ahunt, exploit, random): "
        + ReplayStrategy.names.joined(separator: ", ") + ".", valueName: "name"))
  var strategy: [String] = []

  @Option(help: "Galaxies answered before the first round, taken at random.")
  var priorLabels = 0

  @Option(
    help: ArgumentHelp("Classes that those are taken from (default: any).", valueName: "class,…"))
  var priorClass: String?

  @Option(help: "Galaxies that arrive with each round (default: all are there from the start).")
  var arrivals: Int?

  @Option(help: "Thin the hunted classes to this share of all galaxies.")
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

  @Option(help: "Seed of the first hunt; the others follow it.")
  var seed: UInt64 = 0

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  enum Oracle: String, CaseIterable, ExpressibleByArgument {
    case names, interest
  }

  func validate() throws {
    guard rounds > 0, size > 0, repeats > 0 else {
      throw ValidationError("--rounds, --size and --repeats take a number of at least 1.")
    }
    guard priorLabels >= 0 else { throw ValidationError("--prior-labels takes 0 or more.") }
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
    if let anomalyRate, !(anomalyRate > 0 && anomalyRate < 1) {
      throw ValidationError("--anomaly-rate takes a share between 0 and 1.")
    }
  }

  func run(with console: Console) throws {
    let strategies = try strategies
    let settings = ReplaySettings(
      rounds: rounds, size: size, priorLabels: priorLabels, priorClasses: list(priorClass),
      arrivals: arrivals, oracle: oracle == .names ? .className : .interestOnly,
      budget: try QueryBudget(arguments: arms),
      changes: try changes)
    let store = try console.openStore()
    Interrupt.watch()
    let state = try HuntState(store, for: "replay", now: console.context.now())
    let pool = try ReplayPool(state)
    if !keep { try store.close() }
    let anomalies = list(anomaly)
    let replay = try Replay(pool: pool, anomalies: anomalies, settings: settings)
    let progress = console.progress("replay", total: strategies.count * repeats, unit: "hunts")
    defer { progress.finish() }
    var results: [ReplayPayload.Strategy] = []
    for strategy in strategies {
      let begin = console.context.seconds()
      var hunts: [[ReplayRound]] = []
      for number in 0..<repeats {
        let own = seed &+ UInt64(number)
        hunts += try thinned(replay, seed: own).run(strategy, seeds: [own]).repeats
        progress.advance(by: 1)
        try console.checkInterrupt("a replay writes nothing, so nothing is lost")
      }
      results.append(
        ReplayPayload.Strategy(
          ReplayResult(strategy: strategy, repeats: hunts),
          seconds: console.context.seconds() - begin))
    }
    progress.finish()
    // Every hunt's pool is thinned to the same number.
    let hunted = try thinned(replay, seed: seed).pool.knownClasses
    let payload = ReplayPayload(
      anomaly: anomalies, galaxies: hunted.count,
      anomalies: hunted.count { anomalies.contains($0) }, repeats: repeats,
      protocolWords: words, strategies: results)
    if keep {
      try store.saveEvaluation(
        name: ReplayPayload.evaluationName, payload: payload.json(), model: state.embedder.id,
        now: console.context.now())
      try store.close()
    }
    try console.emit(payload) { payload.write(to: &$0) }
  }

  /// What was agreed on, for the report.
  private var words: String {
    var parts = ["\(rounds) rounds of \(size) questions"]
    if priorLabels > 0 {
      parts.append(
        "\(priorLabels) prior labels" + (priorClass.map { " of \($0)" } ?? " of any class"))
    }
    if let arrivals { parts.append("\(arrivals) galaxies arrive with each round") }
    if let anomalyRate { parts.append("the hunted thinned to \(anomalyRate) of all") }
    parts.append(oracle == .names ? "the person names every class" : "hunted or boring")
    if !arms.isEmpty { parts.append("arms " + arms.joined(separator: " ")) }
    if !change.isEmpty { parts.append("changes " + change.joined(separator: " ")) }
    return parts.joined(separator: "; ") + "; first seed \(seed)"
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

  /// The replay over a pool in which the hunted classes are as rare as was asked for.
  private func thinned(_ replay: Replay, seed: UInt64) throws -> Replay {
    guard let anomalyRate else { return replay }
    var generator = SeededGenerator(seed: seed ^ 0x7a17)
    return try Replay(
      pool: replay.pool.thinned(
        anomalies: Set(replay.anomalies), rate: anomalyRate, using: &generator),
      anomalies: replay.anomalies, settings: replay.settings)
  }
}

extension ReplayPool {
  /// The galaxies of a hunt whose class is known, with the scores they have.
  init(_ state: HuntState) throws {
    var rows: [Int] = []
    var names: [String] = []
    for start in stride(from: 0, to: state.ids.count, by: 8_192) {
      let range = start..<min(start + 8_192, state.ids.count)
      for galaxy in try state.store.galaxies(ids: Array(state.ids[range])) {
        guard let name = galaxy.knownClass, let row = state.rows[galaxy.id] else { continue }
        rows.append(row)
        names.append(name)
      }
    }
    guard !rows.isEmpty else {
      throw CommandFailure.failed(
        "no galaxy has a known class to replay a hunt with: import a catalog with labels")
    }
    var scores: [String: [Float]] = [:]
    for (name, kind) in [
      ("reconstruction", ScoreKind.reconstruction), ("density", .density), ("knn", .neighbour),
      ("fusion", .fusion),
    ] {
      guard let score = try state.score(kind.rawValue) else { continue }
      scores[name] = rows.map { score[$0] }
    }
    try self.init(
      features: state.features.gathering(rows), knownClasses: names, scores: scores)
  }
}
