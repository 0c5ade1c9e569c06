/// Intervals of the areas under the pooled curves: every pair of an object and a class is one answer.
///
/// The answers to one object go together, so it is objects that count and not answers. The variance of the
/// ROC's area is the sum of squares of what the answers to each object add to its error (Obuchowski,
/// "Nonparametric analysis of clustered ROC curve data", 1997). An average precision counts as many trials
/// as there are right answers, one an object (``averagePrecisionInterval(scores:labels:level:)``).
///
/// O(objects × classes × log(objects × classes)).
package struct MicroAreaIntervals: Sendable, Equatable {
  /// Area under the ROC curve; `nil` where it has no meaning, or rests on too few objects.
  package let area: Interval?
  /// Average precision; `nil` as the area.
  package let averagePrecision: Interval?

  /// Intervals of all answers of a model.
  package init(probabilities: ClassProbabilities, truth: [Int], level: Double = 0.95) {
    let classCount = probabilities.classCount
    let labels = truth.flatMap { own in (0..<classCount).map { $0 == own } }
    guard truth.count >= areaIntervalLeast,
      let placements = Placements(scores: probabilities.values, labels: labels)
    else {
      (area, averagePrecision) = (nil, nil)
      return
    }
    let influences = placements.influences(labels: labels)
    let count = Double(truth.count)
    let squares = truth.indices.reduce(0.0) { sum, object in
      let own = influences[object * classCount..<(object + 1) * classCount].reduce(0, +)
      return sum + own * own
    }
    area = cautiousInterval(
      estimate: placements.area, in: 0...1, variance: squares * count / (count - 1),
      most: 1 / count, degrees: count - 1, level: level)
    averagePrecision = averagePrecisionInterval(
      scores: probabilities.values, labels: labels, level: level)
  }
}
