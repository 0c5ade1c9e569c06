import AHuntKit
import Vocabulary

extension ReplaySummary {
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
  private static func text(_ metric: Metric?, places: Int) -> String {
    guard let metric else { return "–" }
    let mean = Figures.decimal(metric.mean, places: places)
    guard metric.upper > metric.lower else { return mean }
    return mean + " ± " + Figures.decimal((metric.upper - metric.lower) / 2, places: places)
  }
}
