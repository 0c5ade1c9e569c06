/// Precision, recall and F1 with their intervals.
package struct ScoreIntervals: Sendable, Equatable {
  /// `nil` of a class that nothing was given.
  package let precision: Interval?
  /// `nil` of a class without objects.
  package let recall: Interval?
  /// `nil` of a class that has neither.
  package let f1: Interval?
}

extension ConfusionMatrix {
  /// Exact interval of the accuracy; `nil` without objects.
  package var accuracyInterval: Interval? { exactInterval(successes: correct, trials: total) }

  /// Exact intervals of every class's scores, in class order.
  package var scoreIntervals: [ScoreIntervals] {
    let supports = supports
    let predictions = predictions
    return counts.indices.map { index in
      let hits = counts[index][index]
      return ScoreIntervals(
        precision: exactInterval(successes: hits, trials: predictions[index]),
        recall: exactInterval(successes: hits, trials: supports[index]),
        f1: f1Interval(
          hits: hits, missed: supports[index] - hits, falseAlarms: predictions[index] - hits))
    }
  }

  /// Intervals of the mean scores of some classes, each of which weighs the same; `nil` for no classes.
  ///
  /// The variance is that of the counts to first order: what one object more in a cell would change. Where
  /// nothing or hardly anything is wrong it is no less than if all classes were alike. Where classes are
  /// not alike, the bounds are no nearer than those of single classes make together (Zou and Donner,
  /// "Construction of confidence limits about effect measures: a general approach", 2008).
  package func macroIntervals(of classes: [Int]) -> ScoreIntervals {
    let supports = supports
    let predictions = predictions
    let scores = classScores
    let single = scoreIntervals
    let count = Double(classes.count)
    func interval(
      _ value: (ClassScores) -> Double, _ own: (ScoreIntervals) -> Interval?, most: Double,
      change: (_ truth: Int, _ answer: Int, _ label: Int) -> Double
    ) -> Interval? {
      guard !classes.isEmpty else { return nil }
      let places = Set(classes)
      var variance = 0.0
      for truth in counts.indices {
        for answer in counts.indices where counts[truth][answer] > 0 {
          let labels = Set([truth, answer]).intersection(places).sorted()
          let own = labels.reduce(0) { $0 + change(truth, answer, $1) } / count
          variance += Double(counts[truth][answer]) * own * own
        }
      }
      let share = most / (count * count)
      let pooled = cautiousInterval(
        estimate: classes.reduce(0) { $0 + value(scores[$1]) } / count, in: 0...1,
        variance: variance, most: share, degrees: max(1, 1 / share - 1), level: 0.95)
      let parts = classes.map { own(single[$0]) ?? Interval(estimate: 0, lower: 0, upper: 1) }
      func together(_ distance: (Interval) -> Double) -> Double {
        parts.reduce(0) { $0 + distance($1) * distance($1) }.squareRoot() / count
      }
      return Interval(
        estimate: pooled.estimate,
        lower: min(pooled.lower, pooled.estimate - together { $0.estimate - $0.lower }),
        upper: max(pooled.upper, pooled.estimate + together { $0.upper - $0.estimate }))
    }
    func all(_ label: Int) -> Double { Double(supports[label] + predictions[label]) }
    func over(_ value: Double, _ whole: Int) -> Double { whole == 0 ? 0 : value / Double(whole) }
    return ScoreIntervals(
      precision: interval(
        \.precision, \.precision,
        most: classes.reduce(0) { $0 + 1 / Double(max(1, predictions[$1])) }
      ) { truth, answer, label in
        answer == label
          ? over((truth == label ? 1 : 0) - scores[label].precision, predictions[label]) : 0
      },
      recall: interval(
        \.recall, \.recall, most: classes.reduce(0) { $0 + 1 / Double(max(1, supports[$1])) }
      ) { truth, answer, label in
        truth == label ? over((answer == label ? 1 : 0) - scores[label].recall, supports[label]) : 0
      },
      // An object in the wrong class lowers two F1: hence twice what single classes have.
      f1: interval(
        \.f1, \.f1, most: classes.reduce(0) { $0 + 2 * (2 - scores[$1].f1) / max(1, all($1)) }
      ) { truth, answer, label in
        all(label) == 0
          ? 0 : ((truth == answer ? 2 : 0) - scores[label].f1) / all(label)
      })
  }
}
