/// Interval of the average precision, in O(n log n).
///
/// - Returns: `nil` with fewer than `averagePrecisionLeast` positives.
package func averagePrecisionInterval(
  scores: [Double], labels: [Bool], level: Double = 0.95
) -> Interval? {
  guard let estimate = averagePrecision(scores: scores, labels: labels) else { return nil }
  let positives = Double(labels.count { $0 })
  guard positives >= Double(averagePrecisionLeast) else { return nil }
  func interval(_ estimate: Double) -> Interval {
    boundedInterval(
      estimate: estimate, in: 0...1, ratio: 1 / positives,
      reach: normalQuantile((1 + level) / 2), level: level)
  }
  return Interval(
    estimate: estimate,
    lower: interval(cautious(scores: scores, labels: labels)).lower,
    upper: interval(estimate).upper)
}

/// Average precision where each positive counts only half for its own precision.
private func cautious(scores: [Double], labels: [Bool]) -> Double {
  var (sum, found) = (0.0, 0.0)
  forEachTie(in: scores, order: descendingOrder(of: scores)) { places, members in
    let hits = Double(members.count { labels[$0] })
    guard hits > 0 else { return }
    let counted = found + hits / 2
    found += hits
    sum += hits * counted / (counted + Double(places.upperBound) - found)
  }
  return sum / found
}

/// Positives below which no interval of an average precision is given.
package let averagePrecisionLeast = 3
