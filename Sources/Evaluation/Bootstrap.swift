/// Stratified bootstrap: resamples with replacement within each class, so class sizes stay fixed.
///
/// Efron and Tibshirani, "An Introduction to the Bootstrap", 1993; percentile intervals.
package struct Bootstrap: Sendable {
  /// Number of resamples.
  package let resamples: Int
  /// Confidence level of the intervals.
  package let level: Double

  /// A plan; a thousand resamples are the least for a 95% percentile interval.
  package init(resamples: Int = 1_000, level: Double = 0.95) {
    precondition(resamples > 0 && level > 0 && level < 1)
    self.resamples = resamples
    self.level = level
  }

  /// Interval of any statistic of resampled object indices; `nil` if it never has a value.
  package func interval(
    strata: [Int], using generator: inout some RandomNumberGenerator,
    statistic: ([Int]) -> Double?
  ) -> Interval? {
    guard let estimate = statistic(Array(strata.indices)) else { return nil }
    let members = Dictionary(grouping: strata.indices, by: { strata[$0] })
    let groups = members.keys.sorted().map { members[$0, default: []] }
    var samples: [Double] = []
    samples.reserveCapacity(resamples)
    var picks: [Int] = []
    for _ in 0..<resamples {
      picks.removeAll(keepingCapacity: true)
      for group in groups {
        for _ in group { picks.append(group[generator.index(below: group.count)]) }
      }
      if let value = statistic(picks) { samples.append(value) }
    }
    return Interval(estimate: estimate, samples: samples, level: level)
  }

  /// Interval of the area under the ROC curve; `nil` when either class is absent.
  ///
  /// Scores are sorted once; a resample is then a count for each distinct score and one sweep.
  package func areaUnderROC(
    scores: [Double], labels: [Bool], using generator: inout some RandomNumberGenerator
  ) -> Interval? {
    guard let estimate = Evaluation.areaUnderROC(scores: scores, labels: labels) else { return nil }
    var places: (positive: [Int], negative: [Int]) = ([], [])
    var groupCount = 0
    forEachTie(in: scores, order: descendingOrder(of: scores)) { _, members in
      for index in members {
        if labels[index] {
          places.positive.append(groupCount)
        } else {
          places.negative.append(groupCount)
        }
      }
      groupCount += 1
    }
    var samples: [Double] = []
    samples.reserveCapacity(resamples)
    var positives = [Double](repeating: 0, count: groupCount)
    var negatives = positives
    let pairs = Double(places.positive.count) * Double(places.negative.count)
    for _ in 0..<resamples {
      for group in 0..<groupCount {
        positives[group] = 0
        negatives[group] = 0
      }
      for _ in places.positive.indices {
        positives[places.positive[generator.index(below: places.positive.count)]] += 1
      }
      for _ in places.negative.indices {
        negatives[places.negative[generator.index(below: places.negative.count)]] += 1
      }
      var above = 0.0
      var won = 0.0
      for group in 0..<groupCount {
        won += negatives[group] * (above + positives[group] / 2)
        above += positives[group]
      }
      samples.append(won / pairs)
    }
    return Interval(estimate: estimate, samples: samples, level: level)
  }
}

extension RandomNumberGenerator {
  /// A uniform index in `0..<bound` by one multiplication; the bias is below bound / 2⁶⁴.
  mutating func index(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
