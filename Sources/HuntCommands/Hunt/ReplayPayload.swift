import Evaluation
import Foundation

/// What `ahunt replay` says.
struct ReplayPayload: Codable {
  /// What a kept result is called among the hunt's evaluations.
  static let evaluationName = "replay"

  /// A mean over hunts with its 95% interval; both bounds are the mean where there was one hunt.
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
    /// The same and more, with intervals.
    let figures: Standing
  }

  /// Where the hunts stood after a round, or at their end.
  struct Standing: Codable {
    let found: Figure
    let foundOfEach: [String: Figure]
    let trueCandidates: Figure
    let labelled: [String: Figure]
    let unlabelled: [String: Figure]
    /// How far the head's probabilities hold; empty for strategies without a head.
    let calibration: [String: Figure]
  }

  struct Strategy: Codable {
    let name: String
    let rounds: [Round]
    let end: Standing
    let secondsPerRound: Double
  }

  let anomaly: [String]
  let galaxies: Int
  let anomalies: Int
  let repeats: Int
  /// Rounds, questions, oracle and what else was agreed on.
  let protocolWords: String
  let strategies: [Strategy]

  enum CodingKeys: String, CodingKey {
    case anomaly, galaxies, anomalies, repeats, strategies
    case protocolWords = "protocol"
  }

  /// The text that is kept.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  /// The same for people.
  func write(to page: inout TextPage) {
    page.line(
      "\(page.palette.bold(anomaly.joined(separator: ", "))): "
        + "\(Figures.count(anomalies)) of \(Figures.count(galaxies, "galaxy", "galaxies")), "
        + "\(Figures.count(repeats, "hunt")) a strategy")
    page.line()
    var table = TextTable([
      "strategy", ">found", ">RWS", ">AUROC unlabelled", ">AUPRC unlabelled", ">log loss",
      ">s a round",
    ])
    for strategy in strategies {
      table.add([
        strategy.name, Self.text(strategy.end.found, places: 1),
        Self.text(strategy.end.labelled["rws"], places: 2),
        Self.text(strategy.end.unlabelled["auroc"], places: 3),
        Self.text(strategy.end.unlabelled["auprc"], places: 3),
        Self.text(strategy.end.calibration["logLoss"], places: 3),
        Figures.decimal(strategy.secondsPerRound, places: 2),
      ])
    }
    page.table(table)
    guard anomaly.count > 1 else { return }
    page.line()
    var kinds = TextTable(["strategy"] + anomaly.map { ">found " + $0 })
    for strategy in strategies {
      kinds.add(
        [strategy.name] + anomaly.map { Self.text(strategy.end.foundOfEach[$0], places: 1) })
    }
    page.table(kinds)
  }

  /// Mean and half the width of the interval, where it has one.
  private static func text(_ figure: Figure?, places: Int) -> String {
    guard let figure else { return "–" }
    let mean = Figures.decimal(figure.mean, places: places)
    guard figure.upper > figure.lower else { return mean }
    return mean + " ± " + Figures.decimal((figure.upper - figure.lower) / 2, places: places)
  }
}
