import Evaluation
import Foundation
import Hunting

/// What replayed hunts came to; kept in a hunt as JSON.
public struct ReplaySummary: Codable, Sendable {
  /// What a kept result is called among the hunt's evaluations.
  static let evaluationName = "replay"

  /// A mean over hunts with its 95 % interval, which stays within what is possible; both bounds are the
  /// mean where there was one hunt, or all came to the same.
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

  /// One hunt by itself, to compare hunts of the same seed or to pool several classes.
  public struct Played: Codable, Sendable {
    /// Which questions were hunted galaxies, by their number from 1; prior answers don't count.
    public let finds: [Int]
    /// Metrics of the ranking of every galaxy in the end, by the names in ``Round``.
    public let labelled: [String: Double]
    /// Metrics of the ranking of the galaxies without an answer in the end.
    public let unlabelled: [String: Double]
  }

  /// All hunts by one strategy.
  public struct Strategy: Codable, Sendable {
    /// Name of the strategy, such as `ahunt`.
    public let name: String
    /// Means after each round, in order.
    public let rounds: [Round]
    /// Where the hunts stood after their last round.
    public let end: Standing
    /// How much more than the first strategy's each figure is in the end, hunt by hunt of the same seed;
    /// nil for the first strategy and in results of older versions.
    public let differences: Standing?
    /// Each hunt, in the order of the seeds; nil in results of older versions.
    public let hunts: [Played]?
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
  /// - Parameters:
  ///   - seconds: what all hunts took together.
  ///   - kinds: galaxies of each hunted class.
  ///   - reference: what differences are taken to.
  init(
    _ result: ReplayResult, seconds: Double, kinds: [String: Int], reference: ReplayResult?
  ) {
    let count = result.repeats.map(\.count).max() ?? 0
    let rounds = (0..<count).map { round in
      let figures = ReplaySummary.Standing(kinds: kinds) {
        result.summary(round: round, in: $0, $1)
      }
      func ranked(_ name: String) -> Double? { figures.labelled[name]?.mean }
      let labels = result.summary(round: round, in: 0...(.infinity)) { Double($0.labels) }
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
      end: ReplaySummary.Standing(kinds: kinds) { result.finalSummary(in: $0, $1) },
      differences: reference.map { reference in
        ReplaySummary.Standing(kinds: kinds) { result.finalDifference(to: reference, in: $0, $1) }
      },
      hunts: result.repeats.compactMap { $0.last.map(ReplaySummary.Played.init) },
      secondsPerRound: seconds / Double(max(1, played)))
  }
}

extension ReplaySummary.Played {
  init(_ last: ReplayRound) {
    func known(_ metrics: ReplayMetrics) -> [String: Double] {
      Dictionary(
        uniqueKeysWithValues: metrics.named.compactMap { metric in
          metric.value.map { (metric.name, $0) }
        })
    }
    self.init(
      finds: last.finds, labelled: known(last.withLabelled),
      unlabelled: known(last.withoutLabelled))
  }
}

extension ReplaySummary.Standing {
  /// What each figure can be.
  private static let ranges: [String: ClosedRange<Double>] = [
    "mcc": -1...1, "logLoss": 0...(.infinity), "prevalenceLogLoss": 0...(.infinity),
    "left": 0...(.infinity), "leftExpected": 0...(.infinity), "leftAtMost": 0...(.infinity),
  ]
  private static let ranked = ["rws", "recall", "mcc", "auroc", "auprc", "topPercentPrecision"]
  private static let calibrated = [
    "logLoss", "prevalenceLogLoss", "calibrationError", "meanProbability", "prevalence", "left",
    "leftExpected", "leftAtMost", "leftAtMostHeld",
  ]

  /// - Parameters:
  ///   - kinds: galaxies of each hunted class.
  ///   - summary: mean and interval of a figure over the hunts, within a range.
  init(
    kinds: [String: Int],
    _ summary: (ClosedRange<Double>, (ReplayRound) -> Double?) -> Interval?
  ) {
    func metric(
      in range: ClosedRange<Double> = 0...1, _ value: @escaping (ReplayRound) -> Double?
    ) -> ReplaySummary.Metric? {
      summary(range, value).map(ReplaySummary.Metric.init)
    }
    func each(
      _ names: [String], _ value: @escaping (ReplayRound, String) -> Double?
    ) -> [String: ReplaySummary.Metric] {
      Dictionary(
        uniqueKeysWithValues: names.compactMap { name in
          metric(in: Self.ranges[name] ?? 0...1) { value($0, name) }.map { (name, $0) }
        })
    }
    func named(_ metrics: ReplayMetrics, _ name: String) -> Double? {
      metrics.named.first { $0.name == name }?.value
    }
    let nothing = ReplaySummary.Metric(Interval(estimate: 0, lower: 0, upper: 0))
    let all = Double(kinds.values.reduce(0, +))
    self.init(
      found: metric(in: 0...all) { Double($0.found) } ?? nothing,
      foundOfEach: Dictionary(
        uniqueKeysWithValues: kinds.compactMap { name, count in
          metric(in: 0...Double(count)) { $0.foundOfEach[name].map(Double.init) }
            .map { (name, $0) }
        }),
      trueCandidates: metric(\.trueCandidates) ?? nothing,
      labelled: each(Self.ranked) { named($0.withLabelled, $1) },
      unlabelled: each(Self.ranked) { named($0.withoutLabelled, $1) },
      calibration: each(Self.calibrated) { round, name in
        round.calibration?.named.first { $0.name == name }?.value
      })
  }
}
