/// Interval of the average precision, in O(n log n).
///
/// A positive counts itself where it stands in a ranking, so that with few positives the average precision
/// is too high on average. The lower bound is that of an estimate where each counts only half for itself.
///
/// - Returns: `nil` with fewer than `averagePrecisionLeast` positives.
package func averagePrecisionInterval(
  scores: [Double], labels: [Bool], level: Double = 0.95
) -> Interval? {
  PositivePlaces(scores: scores, labels: labels)?.interval(countingItself: 0.5, level: level)
}

/// Positives below which no interval of an average precision is given.
package let averagePrecisionLeast = 3

/// How many positives and negatives stand at and above each positive of a ranking.
struct PositivePlaces {
  private let positives: Double
  /// Positives of one score, positives above them, negatives at and above them.
  private var ties: [(hits: Double, above: Double, negatives: Double)] = []

  /// `nil` with fewer than `averagePrecisionLeast` positives.
  init?(scores: [Double], labels: [Bool]) {
    let count = labels.count { $0 }
    guard count >= averagePrecisionLeast else { return nil }
    positives = Double(count)
    var above = 0.0
    var ties = self.ties
    forEachTie(in: scores, order: descendingOrder(of: scores)) { places, members in
      let hits = Double(members.count { labels[$0] })
      guard hits > 0 else { return }
      ties.append((hits, above, Double(places.upperBound) - above - hits))
      above += hits
    }
    self.ties = ties
  }

  /// Mean precision at the positives, each of which counts so much for its own; 1 for the average precision.
  func mean(countingItself own: Double) -> Double {
    ties.reduce(0) { sum, tie in
      let counted = tie.above + tie.hits * own
      return sum + tie.hits * counted / (counted + tie.negatives)
    } / positives
  }

  /// Interval of the average precision, with the lower bound of a more cautious mean.
  func interval(countingItself own: Double, level: Double) -> Interval {
    Interval(
      estimate: mean(countingItself: 1),
      lower: interval(of: mean(countingItself: own), level: level).lower,
      upper: interval(of: mean(countingItself: 1), level: level).upper)
  }

  /// Clopper and Pearson's interval with as many trials as positives.
  func interval(of mean: Double, level: Double) -> Interval {
    boundedInterval(
      estimate: mean, in: 0...1, ratio: 1 / positives, reach: normalQuantile((1 + level) / 2),
      level: level)
  }
}
