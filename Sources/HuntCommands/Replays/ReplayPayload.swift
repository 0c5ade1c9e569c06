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
    writeDifferences(to: &page)
    guard anomaly.count > 1 else { return }
    page.line()
    var kinds = TextTable(["strategy"] + anomaly.map { ">found " + $0 })
    for strategy in strategies {
      kinds.add(
        [strategy.name] + anomaly.map { Self.text(strategy.end.foundOfEach[$0], places: 1) })
    }
    page.table(kinds)
  }

  /// The first strategy's figures are the reference: what the others find more or less, hunt by hunt.
  private func writeDifferences(to page: inout TextPage) {
    let others = strategies.filter { $0.differences != nil }
    guard let first = strategies.first, !others.isEmpty, repeats > 1 else { return }
    page.line()
    var table = TextTable([
      "less \(first.name)", ">found", ">RWS", ">AUROC unlabelled", ">AUPRC unlabelled",
    ])
    for strategy in others {
      table.add([
        strategy.name, Self.text(strategy.differences?.found, places: 1, isSigned: true),
        Self.text(strategy.differences?.labelled["rws"], places: 2, isSigned: true),
        Self.text(strategy.differences?.unlabelled["auroc"], places: 3, isSigned: true),
        Self.text(strategy.differences?.unlabelled["auprc"], places: 3, isSigned: true),
      ])
    }
    page.table(table)
  }

  /// Mean and interval, where it has one: `12.3 (10.1 to 14.0)`.
  private static func text(_ metric: Metric?, places: Int, isSigned: Bool = false) -> String {
    guard let metric else { return "–" }
    func number(_ value: Double) -> String {
      (isSigned && value > 0 ? "+" : "") + Figures.decimal(value, places: places)
    }
    guard metric.upper > metric.lower else { return number(metric.mean) }
    return "\(number(metric.mean)) (\(number(metric.lower)) to \(number(metric.upper)))"
  }
}
