import Evaluation

/// How well the personal ranking orders galaxies, had it learned only what each round left it with.
struct RankingByRoundFigure: Figure {
  /// The ranking after one round.
  struct Step: Sendable {
    let round: Int
    let labels: Int
    let quality: HuntResults.Quality
  }

  /// A measure with its value after each round.
  private struct Line {
    let name: String
    let value: (HuntResults.Quality) -> Double?
  }

  let id = "ranking-by-round"
  let title = "The ranking after each round"
  /// By rising labels.
  let steps: [Step]

  private var lines: [Line] {
    [
      Line(name: "Rank-weighted score") { $0.hits.rankWeightedScore },
      Line(name: "Recall and precision at N") { $0.hits.recall(at: $0.hits.interestCount) },
      Line(name: "Precision in top 1%") { $0.hits.precision(inTop: 0.01) },
      Line(name: "Average precision") { $0.averagePrecision },
    ]
  }

  private var hits: RankedHits? { steps.first?.quality.hits }

  var caption: String {
    "The ranking is learned anew from the answers that were given before the next round was asked, and "
      + "judged by the \(Numbers.count(hits?.hits.count ?? 0)) galaxies that nobody has labelled to this "
      + "day. \(Numbers.count(hits?.interestCount ?? 0)) of them are of interest by the catalog; that is "
      + "N, and at rank N recall and precision are equal. All measures are 1 at best. A finetuned network "
      + "is left out, since it has learned later answers too."
  }

  var summary: String {
    guard let first = steps.first, let last = steps.last else { return title + "." }
    let parts = lines.map { line in
      "\(line.name) \(Numbers.rate(line.value(first.quality))) to "
        + Numbers.rate(line.value(last.quality))
    }
    return "From round \(first.round) to round \(last.round): \(parts.joined(separator: ", "))."
  }

  var legend: [Series] {
    lines.enumerated().map { index, line in
      Series(
        name: line.name, value: Numbers.rate(steps.last.flatMap { line.value($0.quality) }),
        style: Series.style(at: index))
    }
  }

  var table: DataTable {
    DataTable(
      caption: "The ranking after each round, judged by the galaxies without a label",
      columns: ["After", "Labels"] + lines.map(\.name) + ["AUC"],
      rows: steps.map { step in
        ["Round \(step.round)", Numbers.count(step.labels)]
          + lines.map { Numbers.rate($0.value(step.quality)) }
          + [Numbers.rate(step.quality.curve.area)]
      })
  }

  func drawing() -> String {
    let labels = steps.map(\.labels)
    var plot = Plot(
      x: .counts("Labels", from: labels.min() ?? 0, to: labels.max() ?? 1),
      y: .values(
        "Value", steps.flatMap { step in lines.compactMap { $0.value(step.quality) } },
        includesZero: true), height: 280)
    for (index, line) in lines.enumerated() {
      let style = Series.style(at: index)
      let known = steps.compactMap { step in
        line.value(step.quality).map { (Double(step.labels), $0) }
      }
      if known.count == 1 {
        plot.mark(known[0].0, known[0].1, style: style)
      } else {
        plot.curve(known.map(\.0), known.map(\.1), style: style)
      }
    }
    return plot.svg(id: id, title: title, summary: summary)
  }
}
