/// A receiver operating characteristic: true against false positive rate as the threshold falls.
///
/// The first point is (0, 0) at threshold +∞; objects with equal scores enter together, so a tie
/// is one slanted segment. Rates are shares in 0...1.
package struct ROCCurve: Sendable, Equatable {
  /// Score from which an object counts as positive, falling, one a point.
  package let thresholds: [Double]
  /// Share of the negatives at or above each threshold.
  package let falsePositiveRates: [Double]
  /// Share of the positives at or above each threshold.
  package let truePositiveRates: [Double]

  /// The curve of a score against binary labels; `nil` when either class is absent.
  ///
  /// With `droppingCollinear`, inner points of straight segments are left out: the same line,
  /// drawn with fewer points.
  package init?(scores: [Double], labels: [Bool], droppingCollinear: Bool = true) {
    precondition(scores.count == labels.count, "\(scores.count) scores for \(labels.count) labels")
    var points: [(threshold: Double, negatives: Int, positives: Int)] = [(.infinity, 0, 0)]
    forEachTie(in: scores, order: descendingOrder(of: scores)) { _, members in
      let positives = members.count { labels[$0] }
      let last = points[points.count - 1]
      let next = (
        threshold: scores[members[members.startIndex]],
        negatives: last.negatives + members.count - positives,
        positives: last.positives + positives
      )
      if droppingCollinear, points.count > 1 {
        let before = points[points.count - 2]
        let cross =
          (last.negatives - before.negatives) * (next.positives - last.positives)
          - (last.positives - before.positives) * (next.negatives - last.negatives)
        if cross == 0 { points.removeLast() }
      }
      points.append(next)
    }
    let end = points[points.count - 1]
    guard end.negatives > 0, end.positives > 0 else { return nil }
    thresholds = points.map(\.threshold)
    falsePositiveRates = points.map { Double($0.negatives) / Double(end.negatives) }
    truePositiveRates = points.map { Double($0.positives) / Double(end.positives) }
  }

  /// A curve from its points, which go from (0, 0) to (1, 1).
  init(thresholds: [Double], falsePositiveRates: [Double], truePositiveRates: [Double]) {
    self.thresholds = thresholds
    self.falsePositiveRates = falsePositiveRates
    self.truePositiveRates = truePositiveRates
  }

  /// Area below the curve by the trapezoid rule; equals ``areaUnderROC(scores:labels:)``.
  package var area: Double {
    var area = 0.0
    for i in falsePositiveRates.indices.dropFirst() {
      let width = falsePositiveRates[i] - falsePositiveRates[i - 1]
      area += width * (truePositiveRates[i] + truePositiveRates[i - 1]) / 2
    }
    return area
  }

  /// Highest true positive rate reached without more than the given false positive rate.
  package func truePositiveRate(atFalsePositiveRate limit: Double) -> Double {
    var best = 0.0
    for i in falsePositiveRates.indices {
      if falsePositiveRates[i] <= limit {
        best = truePositiveRates[i]
      } else {
        let width = falsePositiveRates[i] - falsePositiveRates[i - 1]
        let share = (limit - falsePositiveRates[i - 1]) / width
        return best + share * (truePositiveRates[i] - best)
      }
    }
    return best
  }
}
