import Evaluation
import Foundation
import Hunting

/// What replayed hunts came to; kept in a hunt as JSON.
public struct ReplaySummary: Codable, Sendable {
  /// What a kept result is called among the hunt's evaluations.
  static let evaluationName = "replay"

  /// A mean over hunts with its 95 % interval; both bounds are the mean where there was one hunt.
  public struct Metric: Codable, Sendable, Equatable {
    /// Mean over the hunts.
    public let mean: Double
    /// Lower bound of the interval.
    public let lower: Double
    /// Upper bound of the interval.
    public let upper: Double

    init(_ interval: Interval) {
      mean = interval.estimate
      lower = interval.lower
      upper = interval.upper
    }
  }

  /// Means over the hunts after one round.
  ///
  /// The metrics of the ranking count every galaxy: answered finds stand first in it, other
  /// answered galaxies last. ``unlabelled`` counts only galaxies without an answer. N is the number
  /// of hunted galaxies; a metric is nil where it has no meaning, such as once none is left.
  public struct Round: Codable, Sendable {
    /// Number of the round, from 1.
    public let round: Int
    /// Answers so far, prior ones included.
    public let labels: Int
    /// Hunted galaxies among the questions so far.
    public let found: Double
    /// Share of the questions so far that were hunted galaxies, in 0...1.
    public let trueCandidates: Double
    /// Rank-weighted score, Σ (N + 1 − i) Iᵢ / (N (N + 1) / 2) over the places i = 1...N, where Iᵢ
    /// is 1 for a hunted galaxy; in 0...1.
    @Nullable public var rws: Double?
    /// Recall at rank N, in 0...1.
    @Nullable public var recall: Double?
    /// Matthews correlation where the first N are taken to be hunted and the rest not, in −1...1.
    @Nullable public var mcc: Double?
    /// Area under the ROC curve, in 0...1 and one half for chance.
    @Nullable public var auroc: Double?
    /// Average precision, in 0...1 and the prevalence for chance.
    @Nullable public var auprc: Double?
    /// Precision in the best percent of the ranking, in 0...1.
    @Nullable public var topPercentPrecision: Double?
    /// The same metrics over the galaxies without an answer, by name.
    public let unlabelled: [String: Double]
    /// The same and more, with intervals.
    public let figures: Standing
  }

  /// Where the hunts stood after a round, or at their end.
  public struct Standing: Codable, Sendable {
    /// Hunted galaxies among the questions so far.
    public let found: Metric
    /// The same for each hunted class.
    public let foundOfEach: [String: Metric]
    /// Share of the questions so far that were hunted galaxies, in 0...1.
    public let trueCandidates: Metric
    /// Metrics of the ranking of every galaxy, by the names in ``Round``.
    public let labelled: [String: Metric]
    /// Metrics of the ranking of the galaxies without an answer.
    public let unlabelled: [String: Metric]
    /// How far the head's probabilities hold; empty for strategies without a head.
    ///
    /// `logLoss` and `prevalenceLogLoss` are in nats per galaxy, the second that of saying the true
    /// prevalence every time; `calibrationError` is the expected calibration error over 15 bins;
    /// `meanProbability` should equal `prevalence`. `left` hunted galaxies were among them, where the
    /// hunt would have said `leftExpected` and at most `leftAtMost`; `leftAtMostHeld` is the share of
    /// hunts in which that was true, which should be 0.95 or more.
    public let calibration: [String: Metric]
  }

  /// All hunts by one strategy.
  public struct Strategy: Codable, Sendable {
    /// Name of the strategy, such as `ahunt`.
    public let name: String
    /// Means after each round, in order.
    public let rounds: [Round]
    /// Where the hunts stood after their last round.
    public let end: Standing
    /// Seconds that a round took on average.
    public let secondsPerRound: Double
  }

  /// The hunted classes.
  public let anomaly: [String]
  /// Galaxies that were hunted through.
  public let galaxies: Int
  /// Those of them that are hunted.
  public let anomalies: Int
  /// Hunts by each strategy.
  public let repeats: Int
  /// Rounds, questions, oracle and what else was agreed on; `protocol` in the JSON.
  public let protocolWords: String
  /// One entry a strategy, in the order of the request.
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
    "logLoss", "prevalenceLogLoss", "calibrationError", "meanProbability", "prevalence", "left",
    "leftExpected", "leftAtMost", "leftAtMostHeld",
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
