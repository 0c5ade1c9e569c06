import Evaluation

/// One measure of replayed hunts against the labels spent, strategy by strategy.
struct ReplayFigure: Figure {
  let id: String
  let title: String
  /// What the measure is called on its axis.
  let measure: String
  /// How to read it.
  let caption: String
  /// Decimals of the measure.
  let decimals: Int
  let strategies: [ReplayComparison.Strategy]
  let value: @Sendable (ReplayComparison.Point) -> Interval?

  /// Labels and values of one strategy where the measure has a value.
  private func line(
    _ strategy: ReplayComparison.Strategy
  ) -> [(labels: Double, value: Interval)] {
    strategy.points.compactMap { point in
      value(point).map { (Double(point.labels), $0) }
    }
  }

  private func text(_ interval: Interval?) -> String { Numbers.spread(interval, decimals) }

  var summary: String {
    let ends = strategies.map { "\($0.name) \(text(line($0).last?.value))" }
    return "\(measure) at the end: \(ends.joined(separator: ", "))."
  }

  var legend: [Series] {
    strategies.enumerated().map { index, strategy in
      Series(
        name: strategy.name, value: text(line(strategy).last?.value),
        style: Series.style(at: index))
    }
  }

  var table: DataTable {
    let labels = Set(strategies.flatMap { $0.points.map(\.labels) }).sorted()
    return DataTable(
      caption: "\(measure) after so many labels, mean and 95% interval",
      columns: ["Labels"] + strategies.map(\.name),
      rows: labels.map { count in
        [Numbers.count(count)]
          + strategies.map { strategy in
            text(strategy.points.first { $0.labels == count }.flatMap(value))
          }
      })
  }

  func drawing() -> String {
    let lines = strategies.map(line)
    let values = lines.joined().flatMap { [$0.value.lower, $0.value.upper] }
    let last = strategies.flatMap { $0.points.map(\.labels) }.max() ?? 1
    var plot = Plot(
      x: .counts("Labels spent", to: last), y: .values(measure, values), height: 300)
    for (index, line) in lines.enumerated() {
      plot.band(
        line.map(\.labels), from: line.map(\.value.lower),
        to: line.map(\.value.upper), style: "band c\(index % Series.colours)")
    }
    for (index, line) in lines.enumerated() {
      let style = Series.style(at: index)
      if line.count == 1 {
        plot.mark(line[0].labels, line[0].value.estimate, style: style)
      } else {
        plot.curve(line.map(\.labels), line.map(\.value.estimate), style: style)
      }
    }
    return plot.svg(id: id, title: title, summary: summary)
  }
}
