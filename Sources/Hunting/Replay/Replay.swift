import Evaluation

/// Replays hunts over a fixed pool with its known classes as the oracle, to compare strategies.
package struct Replay: Sendable {
  /// The catalog that is hunted.
  package let pool: ReplayPool
  /// Known classes that are hunted.
  package let anomalies: [String]
  /// Rounds, questions, oracle and head.
  package let settings: ReplaySettings

  /// Throws for settings out of range and for anomalies that no galaxy is.
  package init(
    pool: ReplayPool, anomalies: [String], settings: ReplaySettings = ReplaySettings()
  ) throws(HuntingError) {
    try settings.validate()
    let known = Set(pool.knownClasses)
    for name in anomalies + settings.priorClasses where !known.contains(name) {
      throw .unknownAnomaly(name: name, known: known.sorted())
    }
    // Words that the person can have used by then.
    var words = known.union([ReplayPerson.boring])
    for change in settings.changes.sorted(by: { $0.round < $1.round }) {
      switch change.kind {
      case .name(let name), .split(let name), .weigh(let name, _), .merge(let name, _):
        guard words.contains(name) else {
          throw .unknownAnomaly(name: name, known: words.sorted())
        }
      }
      if case .merge(_, let name) = change.kind { words.insert(name) }
    }
    let prior = Set(settings.priorClasses)
    let most = pool.knownClasses.count { prior.isEmpty || prior.contains($0) }
    guard settings.priorLabels < pool.knownClasses.count, settings.priorLabels <= most else {
      throw .invalidReplay(setting: .priorLabels, reason: "only \(most) galaxies can have them")
    }
    guard !anomalies.isEmpty else {
      throw .unknownAnomaly(name: "", known: known.sorted())
    }
    self.pool = pool
    self.anomalies = anomalies
    self.settings = settings
  }

  /// One hunt a seed; the same seeds give the same hunts.
  package func run(
    _ strategy: ReplayStrategy, seeds: [UInt64]
  ) throws -> ReplayResult {
    var repeats: [[ReplayRound]] = []
    for seed in seeds { repeats.append(try hunt(strategy, seed: seed)) }
    return ReplayResult(strategy: strategy, repeats: repeats)
  }

  private func hunt(
    _ strategy: ReplayStrategy, seed: UInt64
  ) throws -> [ReplayRound] {
    var state = try ReplayHunt(replay: self, strategy: strategy, seed: seed)
    var rounds: [ReplayRound] = []
    for number in 1...settings.rounds {
      guard try state.playRound() > 0 else { break }
      rounds.append(try state.report(round: number))
    }
    return rounds
  }
}
