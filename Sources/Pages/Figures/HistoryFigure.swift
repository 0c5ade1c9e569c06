/// A quantity followed over the epochs of a training.
struct HistoryFigure: Figure {
  /// One curve: its name and a value for each epoch that has one.
  struct Line: Sendable {
    let name: String
    let epochs: [Int]
    let values: [Double]
  }

  let id: String
  let title: String
  let quantity: String
  let lines: [Line]
  /// The epoch whose weights were kept.
  let bestEpoch: Int?

  var caption: String {
    bestEpoch.map {
      "\(quantity) after each epoch; the upright broken line marks epoch \($0), whose weights were kept."
    } ?? "\(quantity) after each epoch."
  }

  var summary: String {
    let ends = lines.compactMap { line in
      line.values.last.map { "\(line.name) ends at \(Numbers.short($0))" }
    }
    return "\(quantity) per epoch: \(ends.joined(separator: ", "))."
  }

  var legend: [Series] {
    lines.enumerated().map { index, line in
      Series(
        name: line.name, value: line.values.last.map(Numbers.short) ?? "–",
        style: Series.style(at: index))
    }
  }

  var table: DataTable {
    let epochs = Set(lines.flatMap(\.epochs)).sorted()
    return DataTable(
      caption: "\(quantity) per epoch", columns: ["Epoch"] + lines.map(\.name),
      rows: epochs.map { epoch in
        ["\(epoch)"]
          + lines.map { line in
            line.epochs.firstIndex(of: epoch).map { Numbers.short(line.values[$0]) } ?? "–"
          }
      })
  }

  func drawing() -> String {
    let epochs = lines.flatMap(\.epochs)
    var plot = Plot(
      x: .counts("Epoch", from: epochs.min() ?? 0, to: epochs.max() ?? 1),
      y: .values(quantity, lines.flatMap(\.values)), height: 280)
    if let bestEpoch {
      let epoch = Double(bestEpoch)
      plot.line(from: (epoch, plot.y.lower), to: (epoch, plot.y.upper), style: "best")
    }
    for (index, line) in lines.enumerated() {
      let style = Series.style(at: index)
      if line.values.count == 1 {
        plot.mark(Double(line.epochs[0]), line.values[0], style: style)
      } else {
        plot.curve(line.epochs.map(Double.init), line.values, style: style)
      }
    }
    return plot.svg(id: id, title: title, summary: summary)
  }
}
