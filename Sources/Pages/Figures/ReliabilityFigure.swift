import Evaluation

/// Stated confidence against how often it was right, bin by bin.
struct ReliabilityFigure: Figure {
  let id = "reliability"
  let title = "Reliability diagram"
  let diagram: ReliabilityDiagram
  let brierScore: (estimate: Double, interval: Interval?)
  /// The error in bins of equal counts, and what chance gives where every confidence is right.
  let equalMass: (error: Double, interval: Interval?, byChance: Interval?)

  var caption: String {
    "Share of right answers against mean confidence. On the broken line confidence means what it "
      + "says; below it the model is overconfident. Dots grow with the number of objects; bars "
      + "are exact (Clopper–Pearson) 95% intervals. Expected calibration error "
      + "\(Numbers.rate(diagram.expectedCalibrationError))"
      + "\(bracketed(diagram.errorInterval())); in ten bins of equal counts "
      + "\(Numbers.rate(equalMass.error))\(bracketed(equalMass.interval))\(chance). Brier score "
      + "\(Numbers.rate(brierScore.estimate))\(bracketed(brierScore.interval)); 0 is best, 2 worst. "
      + "Brackets hold 95% intervals."
  }

  private func bracketed(_ interval: Interval?) -> String {
    interval.map { " (\(Numbers.bounds($0)))" } ?? ""
  }

  private var chance: String {
    guard let interval = equalMass.byChance else { return "" }
    return ", where with so many objects chance alone gives \(Numbers.rate(interval.estimate)) "
      + "(\(Numbers.bounds(interval))) to a model whose confidences are all right"
  }

  var summary: String {
    "Observed frequency against confidence in \(used.count) bins. Expected calibration error "
      + "\(Numbers.rate(diagram.expectedCalibrationError)), Brier score \(Numbers.rate(brierScore.estimate))."
  }

  var table: DataTable {
    DataTable(
      caption: "Bins of the confidence in the answered class",
      columns: ["Confidence", "Objects", "Mean confidence", "Right", "95% interval"],
      rows: used.map { bin in
        [
          "\(Numbers.fixed(bin.lower, 2))–\(Numbers.fixed(bin.upper, 2))",
          Numbers.count(bin.count), Numbers.rate(bin.confidence), Numbers.rate(bin.frequency),
          Numbers.bounds(interval(of: bin)),
        ]
      })
  }

  func drawing() -> String {
    var plot = Plot(x: .share("Mean confidence"), y: .share("Share right"))
    plot.line(from: (0, 0), to: (1, 1), style: "reference")
    let largest = Double(used.map(\.count).max() ?? 1)
    for bin in used {
      if let interval = interval(of: bin) {
        plot.line(
          from: (bin.confidence, interval.lower), to: (bin.confidence, interval.upper),
          style: "whisker")
      }
    }
    plot.curve(used.map(\.confidence), used.map(\.frequency), style: "series c0")
    for bin in used {
      plot.mark(
        bin.confidence, bin.frequency,
        radius: 3 + 7 * (Double(bin.count) / largest).squareRoot(), style: "bar c0",
        tip: "\(Numbers.count(bin.count)) objects: confidence \(Numbers.rate(bin.confidence)), "
          + "right \(Numbers.rate(bin.frequency))", pick: pick(bin))
    }
    return plot.svg(id: id, title: title, summary: summary)
  }

  /// The galaxies of a bin; the first holds confidence 0 too.
  private func pick(_ bin: ReliabilityDiagram.Bin) -> Pick {
    Pick("Confidence \(Numbers.fixed(bin.lower, 2))–\(Numbers.fixed(bin.upper, 2))").where(
      GalaxyTable.Key.confidence, above: bin.lower == 0 ? -1 : bin.lower, through: bin.upper)
  }

  private var used: [ReliabilityDiagram.Bin] { diagram.bins.filter { $0.count > 0 } }

  private func interval(of bin: ReliabilityDiagram.Bin) -> Interval? {
    exactInterval(
      successes: Int((bin.frequency * Double(bin.count)).rounded()), trials: bin.count)
  }
}
