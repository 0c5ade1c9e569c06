import Evaluation

/// Objects of interest found as labels are spent, beside what random asking would have found.
struct DiscoveryFigure: Figure {
  /// Where a round with answers ends.
  struct RoundEnd: Sendable, Equatable {
    let round: Int
    /// Labels spent up to its end.
    let labels: Int
  }

  /// Finds that get a mark of their own; more would run together.
  private static let mostMarks = 300

  let id = "discovery"
  let title = "Labels spent against anomalies found"
  let curve: DiscoveryCurve
  /// Rising.
  let roundEnds: [RoundEnd]
  /// Where the reference comes from, such as the catalog's known classes.
  let source: String
  /// Found of all hunted classes, of which the curve may count only some.
  var allFound = 0

  var caption: String {
    var words =
      "Each answer moves one step right; each object of interest one step up; upright lines "
      + "end the rounds."
    if let prevalence = curve.prevalence {
      words +=
        " The broken line is what random asking finds on average at a prevalence of "
        + "\(Numbers.percent(prevalence)) (\(source))."
    }
    if curve.total < allFound {
      words +=
        " Of all \(Numbers.count(allFound)) found the curve counts the \(Numbers.count(curve.total)) "
        + "whose class the catalog knows."
    }
    return words
  }

  var summary: String {
    let expected = curve.expected(at: curve.labels)
    return "\(curve.total) objects of interest found with \(curve.labels) labels"
      + (expected.map { "; random asking would have found \(Numbers.fixed($0, 1))." } ?? ".")
  }

  var legend: [Series] {
    let hunt = Series(name: "This hunt", value: Numbers.count(curve.total), style: "series c0")
    guard let expected = curve.expected(at: curve.labels) else { return [hunt] }
    return [
      hunt,
      Series(
        name: "Random asking, expected", value: Numbers.fixed(expected, 1), style: "reference"),
    ]
  }

  var table: DataTable {
    DataTable(
      caption: "Cumulative count after each round",
      columns: ["After round", "Labels", "Of interest", "Expected at random"],
      rows: roundEnds.map { end in
        [
          "\(end.round)", Numbers.count(end.labels), Numbers.count(curve.found[end.labels]),
          curve.expected(at: end.labels).map { Numbers.fixed($0, 1) } ?? "–",
        ]
      })
  }

  func drawing() -> String {
    let expected = curve.expected(at: curve.labels) ?? 0
    var plot = Plot(
      x: .counts("Labels spent", to: curve.labels),
      y: .counts(
        "Objects of interest found", to: max(curve.total, Int(expected.rounded(.up))),
        isRounded: true),
      width: 460, height: 320)
    for end in roundEnds.dropLast() {
      let place = Double(end.labels)
      plot.line(from: (place, 0), to: (place, plot.y.upper), style: "round")
    }
    var start = 0
    for end in roundEnds {
      let found = curve.found[end.labels] - curve.found[start]
      plot.stripe(
        from: Double(start), to: Double(end.labels),
        tip: "Round \(end.round): \(Numbers.count(end.labels - start)) answers, "
          + "\(Numbers.count(found)) of interest",
        pick: Pick("Answers of round \(end.round)").where(
          GalaxyTable.Key.order, above: Double(start), through: Double(end.labels)))
      start = end.labels
    }
    if curve.prevalence != nil {
      plot.line(from: (0, 0), to: (Double(curve.labels), expected), style: "reference")
    }
    var xs: [Double] = [0]
    var ys: [Double] = [0]
    for (labels, found) in curve.found.enumerated().dropFirst() {
      xs += [Double(labels), Double(labels)]
      ys += [ys[ys.count - 1], Double(found)]
    }
    plot.curve(xs, ys, style: "series c0")
    if curve.total <= Self.mostMarks {
      for labels in curve.found.indices.dropFirst()
      where curve.found[labels] > curve.found[labels - 1] {
        let found = Numbers.count(curve.found[labels])
        plot.mark(
          Double(labels), Double(curve.found[labels]), radius: 3.5, style: "bar c0",
          tip: "Find \(found), with label \(Numbers.count(labels))",
          pick: Pick("Find \(found)").where(
            GalaxyTable.Key.order, above: Double(labels - 1), through: Double(labels)))
      }
    }
    return plot.svg(id: id, title: title, summary: summary)
  }
}
