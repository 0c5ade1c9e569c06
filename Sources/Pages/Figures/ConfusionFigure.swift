import Evaluation

/// Counts of true against predicted classes, shaded by the share of the true class.
///
/// A table rather than a drawing, so that it can be read aloud, copied and scrolled.
struct ConfusionFigure: Figure {
  let id = "confusion-matrix"
  let title = "Confusion matrix"
  let isWide = true
  let classNames: [String]
  let matrix: ConfusionMatrix

  var caption: String {
    "Rows are true classes, columns what the model answered. Each cell gives the count and its "
      + "percentage of the row; the outlined diagonal holds the right answers."
  }

  var summary: String { "\(matrix.correct) of \(matrix.total) predictions are right." }

  var table: DataTable {
    let shares = matrix.rowShares
    var rows: [[String]] = []
    for truth in classNames.indices {
      for other in classNames.indices where other != truth && matrix.counts[truth][other] > 0 {
        rows.append([
          classNames[truth], classNames[other], Numbers.count(matrix.counts[truth][other]),
          Numbers.percent(shares[truth][other]),
        ])
      }
    }
    let worst = rows.enumerated().sorted { a, b in
      let first = Int(a.element[2].filter(\.isNumber)) ?? 0
      let second = Int(b.element[2].filter(\.isNumber)) ?? 0
      return first != second ? first > second : a.offset < b.offset
    }
    return DataTable(
      caption: "The commonest confusions",
      columns: ["True class", "Answered", "Count", "Share of true class"],
      rows: worst.prefix(15).map(\.element), wordColumns: [1])
  }

  func drawing() -> String {
    let head = classNames.map { "<th scope=\"col\"><span>\($0.nameHTML(upTo: 24))</span></th>" }
      .joined()
    let shares = matrix.rowShares
    let supports = matrix.supports
    let rows = classNames.indices.map { truth in
      let cells = classNames.indices.map { answer in
        cell(
          truth, answer, count: matrix.counts[truth][answer], share: shares[truth][answer],
          isOwn: truth == answer, hasSupport: supports[truth] > 0)
      }
      return "<tr><th scope=\"row\">\(classNames[truth].nameHTML())</th>\(cells.joined())</tr>"
    }
    return """
      <div class="scroll" role="region" tabindex="0" aria-label="\(title)">
      <table class="confusion\(crowd)">
      <caption>\(summary)</caption>
      <thead><tr><th scope="col">True class</th>\(head)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table></div>
      """
  }

  /// From here on a cell is so dark, or in a dark page so light, that its text changes sides.
  static let strongPercent = 70

  /// Matrices of many classes are printed smaller, and across.
  private var crowd: String {
    classNames.count > 32 ? " many crowd" : classNames.count > 16 ? " many" : ""
  }

  private func cell(
    _ truth: Int, _ answer: Int, count: Int, share: Double, isOwn: Bool, hasSupport: Bool
  ) -> String {
    var styles: [String] = []
    let percent = Numbers.fixed(share * 100, 0)
    if (Int(percent) ?? 0) >= Self.strongPercent { styles.append("strong") }
    if count == 0 { styles.append("zero") }
    if isOwn { styles.append("own") }
    let words = count == 0 ? "" : "<small>\(percent)%</small>"
    let name = styles.isEmpty ? "" : " class=\"\(styles.joined(separator: " "))\""
    let pick =
      count == 0
      ? ""
      : Pick("\(classNames[truth]), answered \(classNames[answer])")
        .where(GalaxyTable.Key.knownClass, truth).where(GalaxyTable.Key.predicted, answer)
        .attributes
    return
      "<td\(name)\(pick) style=\"--share:\(hasSupport ? percent : "0")%\">\(Numbers.count(count))\(words)</td>"
  }
}
