/// Precision against recall as the threshold falls, one point a distinct score.
package struct PrecisionRecallCurve: Sendable, Equatable {
  /// Score from which an object counts as positive, falling.
  package let thresholds: [Double]
  /// Share of the objects at or above each threshold that are positive (purity).
  package let precisions: [Double]
  /// Share of the positives at or above each threshold (completeness).
  package let recalls: [Double]
  /// Share of positives among all objects: the precision of a random ranking.
  package let prevalence: Double

  /// The curve of a score against binary labels; `nil` without a positive.
  package init?(scores: [Double], labels: [Bool]) {
    precondition(scores.count == labels.count, "\(scores.count) scores for \(labels.count) labels")
    let total = labels.count { $0 }
    guard total > 0 else { return nil }
    var thresholds: [Double] = []
    var precisions: [Double] = []
    var recalls: [Double] = []
    var found = 0
    forEachTie(in: scores, order: descendingOrder(of: scores)) { places, members in
      found += members.count { labels[$0] }
      thresholds.append(scores[members[members.startIndex]])
      precisions.append(Double(found) / Double(places.upperBound))
      recalls.append(Double(found) / Double(total))
    }
    self.thresholds = thresholds
    self.precisions = precisions
    self.recalls = recalls
    prevalence = Double(total) / Double(labels.count)
  }

  /// Mean precision weighted by the gain in recall: Σ (Rₙ − Rₙ₋₁) Pₙ, without interpolation.
  package var averagePrecision: Double {
    var sum = 0.0
    var reached = 0.0
    for (precision, recall) in zip(precisions, recalls) {
      sum += (recall - reached) * precision
      reached = recall
    }
    return sum
  }

  /// Precision at the highest threshold that reaches a recall.
  package func precision(atRecall recall: Double) -> Double {
    precisions[recalls.firstIndex { $0 >= recall - 1e-12 } ?? recalls.count - 1]
  }
}

/// Area under the precision–recall steps, as scikit-learn's `average_precision_score`.
///
/// `nil` without a positive.
package func averagePrecision(scores: [Double], labels: [Bool]) -> Double? {
  PrecisionRecallCurve(scores: scores, labels: labels)?.averagePrecision
}
