import Evaluation
import Hunting

/// What `ahunt replay` says.
struct ReplayPayload: Codable {
  /// A mean over hunts with its 95% interval.
  struct Figure: Codable {
    let mean: Double
    let lower: Double
    let upper: Double

    init(_ interval: Interval) {
      mean = interval.estimate
      lower = interval.lower
      upper = interval.upper
    }
  }

  /// Means over the hunts after one round; each figure of a ranking with labelled galaxies in
  /// their places, and in `unlabelled` without them.
  struct Round: Codable {
    let round: Int
    let labels: Int
    let found: Double
    let trueCandidates: Double
    @Nullable var rws: Double?
    @Nullable var recall: Double?
    @Nullable var mcc: Double?
    @Nullable var auroc: Double?
    @Nullable var auprc: Double?
    @Nullable var topPercentPrecision: Double?
    let unlabelled: [String: Double]
  }

  /// Where the hunts ended.
  struct End: Codable {
    let found: Figure
    let trueCandidates: Figure
    let labelled: [String: Figure]
    let unlabelled: [String: Figure]
  }

  struct Strategy: Codable {
    let name: String
    let rounds: [Round]
    let end: End
    let secondsPerRound: Double
  }

  let anomaly: [String]
  let galaxies: Int
  let anomalies: Int
  let repeats: Int
  let strategies: [Strategy]

  /// The same for people.
  func write(to page: inout TextPage) {
    page.line(
      "\(page.palette.bold(anomaly.joined(separator: ", "))): "
        + "\(Figures.count(anomalies)) of \(Figures.count(galaxies, "galaxy", "galaxies")), "
        + "\(Figures.count(repeats, "hunt")) a strategy")
    page.line()
    var table = TextTable([
      "strategy", ">found", ">RWS", ">AUROC unlabelled", ">AUPRC unlabelled", ">s a round",
    ])
    for strategy in strategies {
      table.add([
        strategy.name, Self.text(strategy.end.found, places: 1),
        Self.text(strategy.end.labelled["rws"], places: 2),
        Self.text(strategy.end.unlabelled["auroc"], places: 3),
        Self.text(strategy.end.unlabelled["auprc"], places: 3),
        Figures.decimal(strategy.secondsPerRound, places: 2),
      ])
    }
    page.table(table)
  }

  /// Mean and half the width of the interval.
  private static func text(_ figure: Figure?, places: Int) -> String {
    guard let figure else { return "–" }
    let half = (figure.upper - figure.lower) / 2
    return Figures.decimal(figure.mean, places: places) + " ± "
      + Figures.decimal(half, places: places)
  }
}

extension ReplayPayload.Strategy {
  /// - Parameter seconds: what all hunts took together.
  init(_ result: ReplayResult, seconds: Double) {
    let count = result.repeats.map(\.count).max() ?? 0
    let rounds = (0..<count).map { round in
      func mean(_ figure: (ReplayRound) -> Double?) -> Double? {
        result.summary(round: round, figure)?.estimate
      }
      func ranked(_ name: String) -> Double? { mean { Self.value(name, $0.withLabelled) } }
      return ReplayPayload.Round(
        round: round + 1, labels: Int((mean { Double($0.labels) } ?? 0).rounded()),
        found: mean { Double($0.found) } ?? 0, trueCandidates: mean(\.trueCandidates) ?? 0,
        rws: ranked("rws"), recall: ranked("recall"), mcc: ranked("mcc"),
        auroc: ranked("auroc"), auprc: ranked("auprc"),
        topPercentPrecision: ranked("topPercentPrecision"),
        unlabelled: Self.each { name in mean { Self.value(name, $0.withoutLabelled) } })
    }
    func final(_ figure: (ReplayRound) -> Double?) -> ReplayPayload.Figure? {
      result.finalSummary(figure).map(ReplayPayload.Figure.init)
    }
    let nothing = ReplayPayload.Figure(Interval(estimate: 0, lower: 0, upper: 0))
    let end = ReplayPayload.End(
      found: final { Double($0.found) } ?? nothing,
      trueCandidates: final(\.trueCandidates) ?? nothing,
      labelled: Self.each { name in final { Self.value(name, $0.withLabelled) } },
      unlabelled: Self.each { name in final { Self.value(name, $0.withoutLabelled) } })
    let played = result.repeats.reduce(0) { $0 + $1.count }
    self.init(
      name: result.strategy.name, rounds: rounds, end: end,
      secondsPerRound: seconds / Double(max(1, played)))
  }

  private static let names = ["rws", "recall", "mcc", "auroc", "auprc", "topPercentPrecision"]

  private static func value(_ name: String, _ metrics: ReplayMetrics) -> Double? {
    metrics.named.first { $0.name == name }?.value
  }

  private static func each<Value>(_ value: (String) -> Value?) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: names.compactMap { name in value(name).map { (name, $0) } })
  }
}
