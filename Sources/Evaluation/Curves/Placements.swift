/// Where each object stands among those of the other label: what an area under the ROC is a mean of.
///
/// A positive's placement is the share of the negatives below it, a negative's the share of the
/// positives above it, ties counting one half. Both have the area as their mean, and their spreads
/// are the area's variance (DeLong, DeLong and Clarke-Pearson 1988). O(n log n).
package struct Placements: Sendable, Equatable {
  /// One a positive, in the order of the objects.
  package let positives: [Double]
  /// One a negative, in the order of the objects.
  package let negatives: [Double]
  /// The area under the ROC curve.
  package let area: Double

  /// Placements of a score against binary labels; `nil` when either label is absent.
  package init?(scores: [Double], labels: [Bool]) {
    precondition(scores.count == labels.count, "\(scores.count) scores for \(labels.count) labels")
    let above = labels.count { $0 }
    let below = labels.count - above
    guard above > 0, below > 0 else { return nil }
    var of = [Double](repeating: 0, count: scores.count)
    var (positivesSeen, negativesSeen) = (0, 0)
    forEachTie(in: scores, order: descendingOrder(of: scores)) { _, members in
      let tiedPositives = members.count { labels[$0] }
      let tiedNegatives = members.count - tiedPositives
      for index in members {
        // Twice the number of pairs it wins, a whole number.
        let pairs =
          labels[index]
          ? 2 * (below - negativesSeen) - tiedNegatives : 2 * positivesSeen + tiedPositives
        of[index] = Double(pairs) / Double(2 * (labels[index] ? below : above))
      }
      positivesSeen += tiedPositives
      negativesSeen += tiedNegatives
    }
    positives = labels.indices.filter { labels[$0] }.map { of[$0] }
    negatives = labels.indices.filter { !labels[$0] }.map { of[$0] }
    area = positives.reduce(0, +) / Double(above)
  }

  /// Variance of the positives' placements, divisor n − 1; 0 for one positive.
  package var spreadOfPositives: Double { Self.variance(positives) }
  /// Variance of the negatives' placements, divisor n − 1; 0 for one negative.
  package var spreadOfNegatives: Double { Self.variance(negatives) }

  private static func variance(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
}
