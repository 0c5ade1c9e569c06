import Evaluation

/// Receiver operating characteristics of several scores or classes in one frame.
struct ROCFigure: Figure {
  /// A curve with what the legend says of it.
  struct Line: Sendable {
    let name: String
    let curve: ROCCurve
    var interval: Interval?
    /// Averages are drawn in ink, thicker than the classes.
    var isAverage = false
    /// Galaxies that the legend's entry selects.
    var pick: Pick? = nil
    /// Where the curve of endless galaxies may lie; nil where it is not told.
    var band: [CurveBands.Place]? = nil
  }

  let id: String
  let title: String
  let caption: String
  let lines: [Line]

  var summary: String {
    let areas = lines.map { "\($0.name.shortened()) \(Numbers.rate($0.curve.area))" }.joined(
      separator: ", ")
    return "True positive rate against false positive rate. Area under the curve: \(areas)."
  }

  var legend: [Series] {
    styled.map { line, style in
      let bounds = line.interval.map { " (\(Numbers.bounds($0)))" } ?? ""
      return Series(
        name: line.name, value: Numbers.rate(line.curve.area) + bounds, style: style,
        pick: line.pick)
    }
  }

  var table: DataTable {
    let rates = [0.01, 0.05, 0.1, 0.2]
    return DataTable(
      caption: "Area under the curve, and true positive rate at four false positive rates",
      columns: ["Curve", "AUC", "95% interval"] + rates.map { "TPR at \(Numbers.fixed($0, 2))" },
      rows: lines.map { line in
        [line.name, Numbers.rate(line.curve.area), Numbers.boundsOrWords(line.interval)]
          + rates.map {
            line.band.withBounds(at: $0, line.curve.truePositiveRate(atFalsePositiveRate: $0))
          }
      })
  }

  func drawing() -> String {
    var plot = Plot(x: .share("False positive rate"), y: .share("True positive rate"))
    plot.line(from: (0, 0), to: (1, 1), style: "reference")
    plot.bands(lines.map(\.band))
    for (line, style) in styled {
      plot.curve(line.curve.falsePositiveRates, line.curve.truePositiveRates, style: style)
    }
    return plot.svg(id: id, title: title, summary: summary)
  }

  /// Lines with their styles: averages apart from the counted colours.
  private var styled: [(Line, String)] {
    var place = 0
    var averages = 0
    return lines.map { line in
      if line.isAverage {
        averages += 1
        return (line, "series average" + (averages > 1 ? " dots" : ""))
      }
      defer { place += 1 }
      return (line, Series.style(at: place))
    }
  }
}
