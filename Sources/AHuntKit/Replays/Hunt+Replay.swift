import Evaluation
import Foundation
package import Hunting
import Store

/// Hunts that are to be replayed.
public struct ReplayRequest: Sendable {
  /// Known classes that are hunted.
  public var anomalies: [String]
  /// Hunts by each strategy, each with a seed of its own.
  public var repeats = 5
  /// Share of all galaxies that the hunted classes are thinned to; nil leaves them as they are.
  public var anomalyRate: Double?
  /// Whether the result is kept in the hunt, for its report.
  public var isKept = false
  /// Seed of the first hunt; the others follow it.
  public var seed: UInt64 = 0
  /// Rounds of questions.
  public var rounds: Int {
    get { settings.rounds }
    set { settings.rounds = newValue }
  }
  /// Questions per round.
  public var size: Int {
    get { settings.size }
    set { settings.size = newValue }
  }
  /// How questions are chosen.
  package var strategies: [ReplayStrategy] = [.ahunt, .exploit, .random]
  package var settings = ReplaySettings()
  /// What was agreed on beyond the numbers, in words, for the report.
  package var remarks: [String] = []

  /// Ten rounds of twenty questions, hunted by AHunt, by exploiting alone and at random.
  public init(anomalies: [String]) { self.anomalies = anomalies }

  /// The same by other strategies; see `ahunt replay --help` for their names.
  ///
  /// - Throws: Where a name is no strategy's.
  public init(anomalies: [String], strategies names: [String]) throws {
    self.init(anomalies: anomalies)
    strategies = try names.map { try ReplayStrategy(name: $0) }
  }
}

extension Hunt {
  /// Replays hunts with the catalog's own classes as the answers, to compare strategies.
  ///
  /// A replay plans and ranks by the very code that ``askRound(_:activity:)`` and
  /// ``rank(_:activity:)`` use. Nothing is written but a result that is to be kept.
  ///
  /// - Throws: `HuntError.noKnownClasses`, `.noEmbeddings`, `.incompleteEmbeddings`, `.interrupted`;
  ///   an error of the planner where the request can't be played.
  public func replay(
    _ request: ReplayRequest, activity: Activity = Activity()
  ) throws -> ReplaySummary {
    let (pool, embedder) = try store.snapshot { store in
      let snapshot = try HuntSnapshot(store, hunt: id)
      return (try ReplayPool(snapshot), snapshot.embedder.id)
    }
    let replay = try Replay(
      pool: pool, anomalies: request.anomalies, settings: request.settings)
    let progress = activity.begin(
      .replay, total: request.strategies.count * request.repeats)
    defer { progress.finish() }
    var played: [(result: ReplayResult, seconds: Double)] = []
    for strategy in request.strategies {
      let begin = activity.seconds()
      var hunts: [[ReplayRound]] = []
      for number in 0..<request.repeats {
        let own = request.seed &+ UInt64(number)
        hunts += try replay.thinned(to: request.anomalyRate, seed: own)
          .run(strategy, seeds: [own]).repeats
        progress.advance(by: 1)
        try activity.check(.replay)
      }
      played.append(
        (ReplayResult(strategy: strategy, repeats: hunts), activity.seconds() - begin))
    }
    progress.finish()
    // Every hunt's pool is thinned to the same number.
    let hunted = try replay.thinned(to: request.anomalyRate, seed: request.seed).pool.knownClasses
    let kinds = Dictionary(
      uniqueKeysWithValues: Set(request.anomalies).map { name in
        (name, hunted.count { $0 == name })
      })
    let summary = ReplaySummary(
      anomaly: request.anomalies, galaxies: hunted.count,
      anomalies: kinds.values.reduce(0, +), repeats: request.repeats,
      protocolWords: request.words,
      strategies: played.enumerated().map { index, own in
        .init(
          own.result, seconds: own.seconds, kinds: kinds,
          reference: index == 0 ? nil : played[0].result)
      })
    if request.isKept {
      try store.saveEvaluation(
        name: ReplaySummary.evaluationName, payload: JSONText.compact(summary), model: embedder,
        now: activity.now())
    }
    return summary
  }
}

extension ReplayRequest {
  /// What was agreed on, for the report.
  var words: String {
    var parts = ["\(rounds) rounds of \(size) questions"]
    if settings.priorLabels > 0 {
      let classes = settings.priorClasses
      parts.append(
        "\(settings.priorLabels) prior labels of "
          + (classes.isEmpty ? "any class" : classes.joined(separator: ",")))
    }
    if let arrivals = settings.arrivals {
      parts.append("\(arrivals) galaxies arrive with each round")
    }
    if let anomalyRate { parts.append("the hunted thinned to \(anomalyRate) of all") }
    parts.append(
      settings.oracle == .className ? "the person names every class" : "hunted or boring")
    return (parts + remarks).joined(separator: "; ") + "; first seed \(seed)"
  }
}

extension Replay {
  /// The replay over a pool in which the hunted classes are as rare as was asked for.
  fileprivate func thinned(to rate: Double?, seed: UInt64) throws -> Replay {
    guard let rate else { return self }
    var generator = SeededGenerator(seed: seed ^ 0x7a17)
    return try Replay(
      pool: pool.thinned(anomalies: Set(anomalies), rate: rate, using: &generator),
      anomalies: anomalies, settings: settings)
  }
}

extension ReplayPool {
  /// The galaxies of a hunt whose class is known, with the scores they have.
  init(_ snapshot: HuntSnapshot) throws {
    var rows: [Int] = []
    var names: [String] = []
    for start in stride(from: 0, to: snapshot.ids.count, by: 8_192) {
      let range = start..<min(start + 8_192, snapshot.ids.count)
      for (row, galaxy) in zip(range, try snapshot.galaxies(Array(snapshot.ids[range]))) {
        guard let name = galaxy.knownClass else { continue }
        rows.append(row)
        names.append(name)
      }
    }
    guard !rows.isEmpty else { throw HuntError.noKnownClasses }
    var scores: [ScoreKind: [Float]] = [:]
    for kind in ScoreKind.stored {
      guard let score = try snapshot.score(kind) else { continue }
      scores[kind] = rows.map { score[$0] }
    }
    try self.init(
      features: snapshot.features.gathering(rows), knownClasses: names, scores: scores)
  }
}
