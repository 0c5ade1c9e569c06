import Evaluation

/// Precision against recall of each class, with the prevalence that a random ranking would reach.
struct PrecisionRecallFigure: Figure {
  /// A curve with its class.
  struct Line: Sendable {
    let name: String
    let curve: PrecisionRecallCurve
    /// Of the average precision.
    var interval: Interval? = nil
    /// Galaxies that the legend's entry selects.
    var pick: Pick? = nil
    /// Where the curve of endless galaxies may lie; nil where it is not told.
    var band: [CurveBands.Place]? = nil
  }

  let id: String
  let title: String
  let lines: [Line]
  /// All classes together; nil where the lines are of one class.
  var pooled: Line? = nil
  /// How the bands are made; empty where there are none.
  var bandWords = ""

  var caption: String {
    let start =
      "Precision (purity) against recall (completeness) as the threshold falls, with the average "
    guard let pooled else {
      return start + "precision of each. The broken line is the prevalence, "
        + "\(Numbers.percent(lines.first?.curve.prevalence)), which random guessing would reach."
    }
    return start
      + "precision of each class. The thick line pools all classes; the broken line is its "
      + "prevalence, \(Numbers.percent(pooled.curve.prevalence)), which random guessing would reach. "
      + "Marks at the right edge show each class's own prevalence."
      + (bandWords.isEmpty ? "" : " " + bandWords)
  }

  var summary: String {
    let values = lines.map { "\($0.name.shortened()) \(Numbers.rate($0.curve.averagePrecision))" }
    return "Precision against recall. Average precision: \(values.joined(separator: ", "))."
  }

  var legend: [Series] {
    let styles = lines.indices.map { Series.style(at: $0) } + ["series average"]
    return zip(lines + [pooled].compactMap { $0 }, styles).map { line, style in
      Series(
        name: line.name,
        value: Numbers.rate(line.curve.averagePrecision)
          + (line.interval.map { " (\(Numbers.bounds($0)))" } ?? ""),
        style: style, pick: line.pick)
    }
  }

  var table: DataTable {
    let recalls = [0.2, 0.5, 0.8]
    return DataTable(
      caption: "Average precision, prevalence, and precision at three recalls",
      columns: [
        pooled == nil ? "Score" : "Class", "Average precision", "95% interval", "Prevalence",
      ]
        + recalls.map { "Precision at \(Numbers.fixed($0, 1))" },
      rows: (lines + [pooled].compactMap { $0 }).map { line in
        [
          line.name, Numbers.rate(line.curve.averagePrecision),
          Numbers.boundsOrWords(line.interval),
          Numbers.percent(line.curve.prevalence),
        ] + recalls.map { line.band.withBounds(at: $0, line.curve.precision(atRecall: $0)) }
      })
  }

  func drawing() -> String {
    var plot = Plot(x: .share("Recall"), y: .share("Precision"))
    let prevalence = pooled?.curve.prevalence ?? lines.first?.curve.prevalence ?? 0
    plot.line(from: (0, prevalence), to: (1, prevalence), style: "reference")
    plot.bands(lines.map(\.band))
    for (index, line) in lines.enumerated() {
      draw(line.curve, in: &plot, style: Series.style(at: index))
      guard pooled != nil else { continue }
      let share = line.curve.prevalence
      plot.line(
        from: (0.985, share), to: (1.015, share), style: "prevalence c\(index % Series.colours)")
    }
    if let pooled { draw(pooled.curve, in: &plot, style: "series average") }
    return plot.svg(id: id, title: title, summary: summary)
  }

  /// Steps, not slopes: precision is not linear between two thresholds. Thresholds that find
  /// nothing more add no area and are left out.
  private func draw(_ curve: PrecisionRecallCurve, in plot: inout Plot, style: String) {
    var xs: [Double] = []
    var ys: [Double] = []
    var reached = 0.0
    for (precision, recall) in zip(curve.precisions, curve.recalls) where recall > reached {
      xs += [reached, recall]
      ys += [precision, precision]
      reached = recall
    }
    plot.curve(xs, ys, style: style)
  }
}
