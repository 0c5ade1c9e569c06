/// How pure and how complete a sample of each class is, cut at several values of its probability.
struct ThresholdTable: Sendable {
  let classNames: [String]
  /// Classes that the table shows.
  let shown: [Int]
  /// Of each class, whether each galaxy is of it.
  let truth: [[Bool]]
  /// Of each class, each galaxy's probability.
  let values: [[Double]]
  private static let cuts = [0.3, 0.5, 0.7, 0.9]

  var table: DataTable {
    DataTable(
      caption:
        "Galaxies whose probability of a class is at least the one above: how many; which share "
        + "of them is of the class (purity); and which share of the class is among them (completeness)",
      columns: ["Class"] + Self.cuts.map { "At least \(Numbers.fixed($0, 1))" },
      rows: shown.map { index in
        [classNames[index]] + Self.cuts.map { cell(index, $0) }
      })
  }

  private func cell(_ index: Int, _ cut: Double) -> String {
    let kept = values[index].indices.filter { values[index][$0] >= cut }
    let right = kept.count { truth[index][$0] }
    let all = truth[index].count { $0 }
    let purity = kept.isEmpty ? nil : Double(right) / Double(kept.count)
    let completeness = all == 0 ? nil : Double(right) / Double(all)
    return "\(Numbers.count(kept.count)), \(Numbers.rate(purity)), \(Numbers.rate(completeness))"
  }
}

/// The section of the threshold explorer: controls where scripts run, a table in any case.
func thresholdSection(table: ThresholdTable) -> PageSection {
  PageSection(
    id: "threshold", title: "Purity and completeness",
    blocks: [.thresholdExplorer, .table(table.table)])
}
