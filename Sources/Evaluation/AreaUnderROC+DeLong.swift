/// Interval of the area under the ROC curve from its asymptotic variance, in O(n log n).
///
/// DeLong, DeLong and Clarke-Pearson, "Comparing the areas under two or more correlated receiver
/// operating characteristic curves", 1988. For samples too large to resample a thousand times;
/// `nil` with fewer than two objects of either class.
package func deLongInterval(scores: [Double], labels: [Bool], level: Double = 0.95) -> Interval? {
  precondition(scores.count == labels.count, "\(scores.count) scores for \(labels.count) labels")
  let positives = scores.indices.filter { labels[$0] }
  let negatives = scores.indices.filter { !labels[$0] }
  guard positives.count > 1, negatives.count > 1 else { return nil }
  let all = averageRanks(of: scores)
  // An object's rank among all, less its rank among its own kind, counts the others below it.
  func placements(_ members: [Int], of others: Int) -> [Double] {
    let own = averageRanks(of: members.map { scores[$0] })
    return zip(members, own).map { (all[$0] - $1) / Double(others) }
  }
  func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }
  let wins = placements(positives, of: negatives.count)
  let losses = placements(negatives, of: positives.count)
  let area = wins.reduce(0, +) / Double(wins.count)
  let spread =
    (variance(wins) / Double(wins.count) + variance(losses) / Double(losses.count)).squareRoot()
  let half = normalQuantile((1 + level) / 2) * spread
  return Interval(estimate: area, lower: max(0, area - half), upper: min(1, area + half))
}
