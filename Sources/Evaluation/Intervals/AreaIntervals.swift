/// Intervals of one-vs-rest areas under the ROC and the precision–recall curve, and of their means.
package struct AreaIntervals: Sendable, Equatable {
  /// Area under the ROC curve of each class; `nil` where it has no meaning, or rests on too few objects.
  package let classes: [Interval?]
  /// Unweighted mean of the areas that have an interval.
  package let macro: Interval?
  /// Average precision of each class; `nil` where its area is.
  package let averagePrecisions: [Interval?]
  /// Unweighted mean of these.
  package let macroAveragePrecision: Interval?

  /// Intervals of the classes asked for, in O(objects × classes × log objects).
  ///
  /// That of a mean is made of those of the classes (Zou and Donner, "Construction of confidence limits
  /// about effect measures: a general approach", 2008). Areas are correlated as what each object adds to
  /// them is: its placement less the area, over the number of its kind (DeLong, DeLong and
  /// Clarke-Pearson 1988); average precisions as the areas of the same classes.
  ///
  /// - Parameter classes: those that get an interval and a place in the mean; nil for all.
  package init(
    probabilities: ClassProbabilities, truth: [Int], classes: [Int]? = nil, level: Double = 0.95
  ) {
    var areas = [Interval?](repeating: nil, count: probabilities.classCount)
    var precisions = areas
    var meanArea = MeanOfIntervals(objects: truth.count)
    var meanPrecision = meanArea
    for label in classes ?? Array(0..<probabilities.classCount) {
      let labels = truth.map { $0 == label }
      let scores = probabilities.column(label)
      guard let placements = Placements(scores: scores, labels: labels),
        let area = placements.areaInterval(level: level)
      else { continue }
      let shares = placements.influences(labels: labels)
      areas[label] = area
      meanArea.add(below: area, above: area, influences: shares)
      guard let places = PositivePlaces(scores: scores, labels: labels) else { continue }
      precisions[label] = places.interval(countingItself: 0.5, level: level)
      // Chance evens out in a mean of many, that they are all too high does not.
      meanPrecision.add(
        below: places.interval(of: places.mean(countingItself: 0.125), level: level),
        above: places.interval(of: places.mean(countingItself: 1), level: level),
        influences: shares)
    }
    (self.classes, macro) = (areas, meanArea.interval)
    (averagePrecisions, macroAveragePrecision) = (precisions, meanPrecision.interval)
  }
}

/// The mean of quantities between 0 and 1 that are estimated from the same objects.
private struct MeanOfIntervals {
  private var count = 0.0
  private var estimate = 0.0
  private var below: Side
  private var above: Side

  init(objects: Int) {
    below = Side(objects: objects)
    above = below
  }

  /// Adds a part.
  ///
  /// - Parameters:
  ///   - below: an interval whose lower bound holds; other than `above` where the estimate is too high on
  ///     average, which a mean of many doesn't make better.
  ///   - above: an interval whose upper bound holds, with the estimate itself.
  ///   - influences: what each object adds to the error, in any unit: only what two parts share matters.
  mutating func add(below lower: Interval, above upper: Interval, influences: [Double]) {
    count += 1
    estimate += upper.estimate
    below.add(lower.estimate, distance: lower.estimate - lower.lower, influences: influences)
    above.add(upper.estimate, distance: upper.upper - upper.estimate, influences: influences)
  }

  /// `nil` without a part.
  var interval: Interval? {
    guard count > 0 else { return nil }
    return Interval(
      estimate: estimate / count, lower: max(0, (below.centre - below.distance) / count),
      upper: min(1, (above.centre + above.distance) / count))
  }

  /// One bound of the sum of the parts.
  private struct Side {
    private(set) var centre = 0.0
    /// What each object adds, in the distances of the parts' bounds.
    private var shared: [Double]
    /// Squares of the distances of parts without a spread, which have nothing to be correlated with.
    private var apart = 0.0

    init(objects: Int) { shared = [Double](repeating: 0, count: objects) }

    mutating func add(_ value: Double, distance: Double, influences: [Double]) {
      centre += value
      let spread = influences.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard spread > 0 else {
        apart += distance * distance
        return
      }
      for (object, influence) in influences.enumerated() {
        shared[object] += distance * influence / spread
      }
    }

    var distance: Double { (shared.reduce(0) { $0 + $1 * $1 } + apart).squareRoot() }
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
