/// Interval of the area under the ROC curve from its asymptotic variance, in O(n log n).
///
/// DeLong, DeLong and Clarke-Pearson, "Comparing the areas under two or more correlated receiver
/// operating characteristic curves", 1988. For samples too large to resample a thousand times;
/// `nil` with fewer than two objects of either class.
package func deLongInterval(scores: [Double], labels: [Bool], level: Double = 0.95) -> Interval? {
  guard let placements = Placements(scores: scores, labels: labels),
    placements.positives.count > 1, placements.negatives.count > 1
  else { return nil }
  let area = placements.area
  let spread =
    (placements.spreadOfPositives / Double(placements.positives.count)
    + placements.spreadOfNegatives / Double(placements.negatives.count)).squareRoot()
  let half = normalQuantile((1 + level) / 2) * spread
  return Interval(estimate: area, lower: max(0, area - half), upper: min(1, area + half))
}
