import Evaluation
import Foundation
import Hunting

/// What replayed hunts came to; kept in a hunt as JSON.
public struct ReplaySummary: Codable, Sendable {
  /// What a kept result is called among the hunt's evaluations.
  static let evaluationName = "replay"

  /// A mean over hunts with its 95 % interval; both bounds are the mean where there was one hunt.
  public struct Metric: Codable, Sendable, Equatable {
    public let mean: Double
    public let lower: Double
    public let upper: Double

    init(_ interval: Interval) {
      mean = interval.estimate
      lower = interval.lower
      upper = interval.upper
    }
  }

  /// Means over the hunts after one round; each metric of a ranking with labelled galaxies in their
  /// places, and in `unlabelled` without them.
  public struct Round: Codable, Sendable {
    public let round: Int
    public let labels: Int
    public let found: Double
    public let trueCandidates: Double
    @Nullable public var rws: Double?
    @Nullable public var recall: Double?
    @Nullable public var mcc: Double?
    @Nullable public var auroc: Double?
    @Nullable public var auprc: Double?
    @Nullable public var topPercentPrecision: Double?
    public let unlabelled: [String: Double]
    /// The same and more, with intervals.
    public let figures: Standing
  }

  /// Where the hunts stood after a round, or at their end.
  public struct Standing: Codable, Sendable {
    public let found: Metric
    public let foundOfEach: [String: Metric]
    public let trueCandidates: Metric
    public let labelled: [String: Metric]
    public let unlabelled: [String: Metric]
    /// How far the head's probabilities hold; empty for strategies without a head.
    public let calibration: [String: Metric]
  }

  /// All hunts by one strategy.
  public struct Strategy: Codable, Sendable {
    public let name: String
    public let rounds: [Round]
    public let end: Standing
    public let secondsPerRound: Double
  }

  /// The hunted classes.
  public let anomaly: [String]
  /// Galaxies that were hunted through, those of them that are hunted, and hunts by each strategy.
  public let galaxies: Int
  public let anomalies: Int
  public let repeats: Int
  /// Rounds, questions, oracle and what else was agreed on.
  public let protocolWords: String
  public let strategies: [Strategy]

  enum CodingKeys: String, CodingKey {
    case anomaly, galaxies, anomalies, repeats, strategies
    case protocolWords = "protocol"
  }
}

extension ReplaySummary.Strategy {
  /// - Parameter seconds: what all hunts took together.
  init(_ result: ReplayResult, seconds: Double) {
    let count = result.repeats.map(\.count).max() ?? 0
    let kinds = result.repeats.first?.first?.foundOfEach.keys.sorted() ?? []
    let rounds = (0..<count).map { round in
      let figures = ReplaySummary.Standing(kinds: kinds) { result.summary(round: round, $0) }
      func ranked(_ name: String) -> Double? { figures.labelled[name]?.mean }
      let labels = result.summary(round: round) { Double($0.labels) }
      return ReplaySummary.Round(
        round: round + 1, labels: Int((labels?.estimate ?? 0).rounded()),
        found: figures.found.mean, trueCandidates: figures.trueCandidates.mean,
        rws: ranked("rws"), recall: ranked("recall"), mcc: ranked("mcc"),
        auroc: ranked("auroc"), auprc: ranked("auprc"),
        topPercentPrecision: ranked("topPercentPrecision"),
        unlabelled: figures.unlabelled.mapValues(\.mean), figures: figures)
    }
    let played = result.repeats.reduce(0) { $0 + $1.count }
    self.init(
      name: result.strategy.name, rounds: rounds,
      end: ReplaySummary.Standing(kinds: kinds, result.finalSummary),
      secondsPerRound: seconds / Double(max(1, played)))
  }
}

extension ReplaySummary.Standing {
  private static let ranked = ["rws", "recall", "mcc", "auroc", "auprc", "topPercentPrecision"]
  private static let calibrated = [
    "logLoss", "prevalenceLogLoss", "calibrationError", "meanProbability", "prevalence",
  ]

  /// - Parameters:
  ///   - kinds: the hunted classes.
  ///   - summary: mean and interval of a metric over the hunts.
  init(kinds: [String], _ summary: ((ReplayRound) -> Double?) -> Interval?) {
    func metric(_ value: @escaping (ReplayRound) -> Double?) -> ReplaySummary.Metric? {
      summary(value).map(ReplaySummary.Metric.init)
    }
    func each(
      _ names: [String], _ value: @escaping (ReplayRound, String) -> Double?
    ) -> [String: ReplaySummary.Metric] {
      Dictionary(
        uniqueKeysWithValues: names.compactMap { name in
          metric { value($0, name) }.map { (name, $0) }
        })
    }
    func named(_ metrics: ReplayMetrics, _ name: String) -> Double? {
      metrics.named.first { $0.name == name }?.value
    }
    let nothing = ReplaySummary.Metric(Interval(estimate: 0, lower: 0, upper: 0))
    self.init(
      found: metric { Double($0.found) } ?? nothing,
      foundOfEach: each(kinds) { round, name in round.foundOfEach[name].map(Double.init) },
      trueCandidates: metric(\.trueCandidates) ?? nothing,
      labelled: each(Self.ranked) { named($0.withLabelled, $1) },
      unlabelled: each(Self.ranked) { named($0.withoutLabelled, $1) },
      calibration: each(Self.calibrated) { round, name in
        round.calibration?.named.first { $0.name == name }?.value
      })
  }
}
