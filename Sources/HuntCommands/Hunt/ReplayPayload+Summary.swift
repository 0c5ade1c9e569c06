import Evaluation
import Hunting

extension ReplayPayload.Strategy {
  /// - Parameter seconds: what all hunts took together.
  init(_ result: ReplayResult, seconds: Double) {
    let count = result.repeats.map(\.count).max() ?? 0
    let kinds = result.repeats.first?.first?.foundOfEach.keys.sorted() ?? []
    let rounds = (0..<count).map { round in
      let figures = ReplayPayload.Standing(kinds: kinds) { result.summary(round: round, $0) }
      func ranked(_ name: String) -> Double? { figures.labelled[name]?.mean }
      let labels = result.summary(round: round) { Double($0.labels) }
      return ReplayPayload.Round(
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
      end: ReplayPayload.Standing(kinds: kinds, result.finalSummary),
      secondsPerRound: seconds / Double(max(1, played)))
  }
}

extension ReplayPayload.Standing {
  private static let ranked = ["rws", "recall", "mcc", "auroc", "auprc", "topPercentPrecision"]
  private static let calibrated = [
    "logLoss", "prevalenceLogLoss", "calibrationError", "meanProbability", "prevalence",
  ]

  /// - Parameters:
  ///   - kinds: the hunted classes.
  ///   - summary: mean and interval of a figure over the hunts.
  init(kinds: [String], _ summary: ((ReplayRound) -> Double?) -> Interval?) {
    func figure(_ value: @escaping (ReplayRound) -> Double?) -> ReplayPayload.Figure? {
      summary(value).map(ReplayPayload.Figure.init)
    }
    func each(
      _ names: [String], _ value: @escaping (ReplayRound, String) -> Double?
    ) -> [String: ReplayPayload.Figure] {
      Dictionary(
        uniqueKeysWithValues: names.compactMap { name in
          figure { value($0, name) }.map { (name, $0) }
        })
    }
    func named(_ metrics: ReplayMetrics, _ name: String) -> Double? {
      metrics.named.first { $0.name == name }?.value
    }
    let nothing = ReplayPayload.Figure(Interval(estimate: 0, lower: 0, upper: 0))
    self.init(
      found: figure { Double($0.found) } ?? nothing,
      foundOfEach: each(kinds) { round, name in round.foundOfEach[name].map(Double.init) },
      trueCandidates: figure(\.trueCandidates) ?? nothing,
      labelled: each(Self.ranked) { named($0.withLabelled, $1) },
      unlabelled: each(Self.ranked) { named($0.withoutLabelled, $1) },
      calibration: each(Self.calibrated) { round, name in
        round.calibration?.named.first { $0.name == name }?.value
      })
  }
}
