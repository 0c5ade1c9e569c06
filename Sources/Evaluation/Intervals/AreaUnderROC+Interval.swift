/// Interval of the area under the ROC curve that keeps its word with few positives, in O(n log n).
///
/// The bounds are the areas A whose distance from the estimate is t·√V(A), as Newcombe's method 5
/// ("Confidence intervals for an effect size measure based on the Mann–Whitney statistic", part 2,
/// 2006) takes the spread at the bound and not at the estimate: at an area of 1 the spread seen is 0
/// and says nothing. V(A) is (1/m + 1/n) times the greater of Hanley and McNeil's two terms
/// (A/(2 − A) − A² and 2A²/(1 + A) − A², 1982), times how much greater DeLong's variance is. Where
/// DeLong's is smaller it counts for c/(c + 200), c being the rarer label's objects: with few of
/// them a small spread is mostly luck. V is never above A(1 − A)·(1/m + 1/n), the most there can be.
/// t is Student's with c + 2 degrees of freedom.
///
/// - Returns: `nil` with fewer than `areaIntervalLeast` objects of either label.
package func areaInterval(scores: [Double], labels: [Bool], level: Double = 0.95) -> Interval? {
  Placements(scores: scores, labels: labels)?.areaInterval(level: level)
}

extension Placements {
  /// ``areaInterval(scores:labels:level:)`` of the placed objects.
  func areaInterval(level: Double) -> Interval? {
    let positives = Double(self.positives.count)
    let negatives = Double(self.negatives.count)
    let rarer = min(positives, negatives)
    guard rarer >= Double(areaIntervalLeast) else { return nil }
    let share = 1 / positives + 1 / negatives
    func usual(_ area: Double) -> Double {
      max(area / (2 - area), 2 * area * area / (1 + area)) - area * area
    }
    let area = area
    // Half an object drawn to chance, so that an area of 0 or 1 has a spread to compare with.
    let seen =
      (spreadOfPositives / positives + spreadOfNegatives / negatives)
      / (usual((area * rarer + 0.5) / (rarer + 1)) * share)
    let ratio = seen >= 1 ? seen : 1 - (1 - seen) * rarer / (rarer + 200)
    let reach = studentQuantile((1 + level) / 2, degrees: rarer + 2)
    func holds(_ other: Double) -> Bool {
      let variance = max(0, min(ratio * usual(other), other * (1 - other))) * share
      return abs(area - other) <= reach * variance.squareRoot()
    }
    func bound(towards end: Double) -> Double {
      var (inside, outside) = (area, end)
      for _ in 0..<60 {
        let middle = (inside + outside) / 2
        if holds(middle) { inside = middle } else { outside = middle }
      }
      return inside
    }
    return Interval(estimate: area, lower: bound(towards: 0), upper: bound(towards: 1))
  }
}

/// Objects of either label below which no interval of an area is given: it would span half of all
/// possible areas and more.
package let areaIntervalLeast = 3
