import Evaluation

/// Share of all known objects of interest met while looking down each ranking.
struct RecallFigure: Figure {
  /// One ranking.
  struct Line: Sendable {
    let name: String
    let hits: RankedHits
  }

  let id = "recall-at-rank"
  let title = "Recall while looking down the ranking"
  let lines: [Line]

  var caption: String {
    "Share of all known objects of interest among the first objects of each ranking; ranks on a "
      + "logarithmic scale. The broken line is a random order."
  }

  var summary: String {
    let parts = lines.map { line in
      "\(line.name) \(Numbers.percent(line.hits.recall(at: line.hits.interestCount)))"
    }
    return "Recall against rank. At the rank of the number of objects of interest: "
      + parts.joined(separator: ", ") + "."
  }

  var legend: [Series] {
    lines.enumerated().map { index, line in
      Series(
        name: line.name,
        value: Numbers.percent(line.hits.recall(at: line.hits.interestCount)) + " at N",
        style: Series.style(at: index))
    }
  }

  var table: DataTable {
    let ranks = [10, 50, 100, 500, 1_000, 5_000].filter { $0 < size }
    return DataTable(
      caption: "Recall at several ranks",
      columns: ["Ranking"] + ranks.map(Numbers.count),
      rows: lines.map { line in
        [line.name] + ranks.map { Numbers.percent(line.hits.recall(at: $0)) }
      })
  }

  func drawing() -> String {
    var plot = Plot(
      x: .ranks("Objects looked at", to: size), y: .percent("Found of all known", upTo: 1))
    let places = sampledRanks
    plot.curve(
      places.map(Double.init), places.map { Double($0) / Double(max(size, 1)) }, style: "reference")
    for (index, line) in lines.enumerated() {
      plot.curve(
        places.map(Double.init), places.map { line.hits.recall(at: $0) ?? 0 },
        style: Series.style(at: index))
    }
    return plot.svg(id: id, title: title, summary: summary)
  }

  private var size: Int { lines.map(\.hits.hits.count).max() ?? 0 }

  /// Ranks about evenly spaced on the logarithmic axis, each once.
  private var sampledRanks: [Int] {
    var ranks: [Int] = []
    var rank = 1.0
    while Int(rank) < size {
      if ranks.last != Int(rank) { ranks.append(Int(rank)) }
      rank = max(rank + 1, rank * 1.02)
    }
    return ranks + (size > 0 ? [size] : [])
  }
}
