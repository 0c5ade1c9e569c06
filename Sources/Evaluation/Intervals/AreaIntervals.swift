/// Intervals of one-vs-rest areas and of their mean.
package struct AreaIntervals: Sendable, Equatable {
  /// Area of each class; `nil` where it has no meaning, or rests on too few objects.
  package let classes: [Interval?]
  /// Unweighted mean of the areas that have an interval.
  package let macro: Interval?

  /// Intervals of the classes asked for, in O(objects × classes × log objects).
  ///
  /// That of the mean is made of those of the classes (``Interval/init(meanOf:together:)``). Areas are
  /// correlated as what each object adds to them is: its placement less the area, over the number of
  /// its kind (DeLong, DeLong and Clarke-Pearson 1988).
  ///
  /// - Parameter classes: those that get an interval and a place in the mean; nil for all.
  package init(
    probabilities: ClassProbabilities, truth: [Int], classes: [Int]? = nil, level: Double = 0.95
  ) {
    var intervals = [Interval?](repeating: nil, count: probabilities.classCount)
    var parts: [Interval] = []
    // What each object adds to the bounds of all areas together, in spreads of each.
    var lower = [Double](repeating: 0, count: truth.count)
    var upper = lower
    // A class that is told apart without an error has no spread to correlate.
    var free: (lower: Double, upper: Double) = (0, 0)
    for label in classes ?? Array(0..<probabilities.classCount) {
      let labels = truth.map { $0 == label }
      guard let placements = Placements(scores: probabilities.column(label), labels: labels),
        let interval = placements.areaInterval(level: level)
      else { continue }
      intervals[label] = interval
      parts.append(interval)
      let shares = placements.influences(labels: labels)
      let spread = shares.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let below = interval.estimate - interval.lower
      let above = interval.upper - interval.estimate
      guard spread > 0 else {
        free.lower += below * below
        free.upper += above * above
        continue
      }
      for (object, share) in shares.enumerated() {
        // A low share widens both bounds alike; only products of two classes matter.
        lower[object] += below * share / spread
        upper[object] += above * share / spread
      }
    }
    self.classes = intervals
    func length(_ distances: [Double], _ free: Double) -> Double {
      (distances.reduce(0) { $0 + $1 * $1 } + free).squareRoot()
    }
    let count = Double(parts.count)
    let mean = parts.reduce(0) { $0 + $1.estimate } / count
    macro =
      parts.isEmpty
      ? nil
      : Interval(
        estimate: mean, lower: max(0, mean - length(lower, free.lower) / count),
        upper: min(1, mean + length(upper, free.upper) / count))
  }
}

extension Placements {
  /// What each object adds to the area's error, in the order of the objects; sums to zero.
  func influences(labels: [Bool]) -> [Double] {
    var (positive, negative) = (0, 0)
    return labels.map { isPositive in
      if isPositive {
        defer { positive += 1 }
        return (positives[positive] - area) / Double(positives.count)
      }
      defer { negative += 1 }
      return (negatives[negative] - area) / Double(negatives.count)
    }
  }
}
