/// Precision, recall and F1 of one class, or their average over classes.
package struct ClassScores: Sendable, Equatable {
  /// Share of the objects given the class that belong to it (purity).
  package let precision: Double
  /// Share of the class's objects that were given it (completeness).
  package let recall: Double
  /// Harmonic mean of precision and recall.
  package let f1: Double
  /// Objects whose true class this is; of an average, all objects.
  package let support: Int
}

/// How scores of single classes become one number.
package enum Averaging: String, Sendable, CaseIterable {
  /// Every class that occurs, as truth or prediction, weighs the same.
  case macro
  /// Every object weighs the same: counts are summed before dividing.
  case micro
  /// Classes weigh by their number of objects.
  case weighted
}

extension ConfusionMatrix {
  /// Scores of every class, in class order.
  package var classScores: [ClassScores] {
    let supports = supports
    let predictions = predictions
    return counts.indices.map { index in
      let hits = counts[index][index]
      return ClassScores(
        precision: ratio(hits, predictions[index]), recall: ratio(hits, supports[index]),
        f1: ratio(2 * hits, predictions[index] + supports[index]), support: supports[index])
    }
  }

  /// Mean scores of some classes, each of which weighs the same; `nil` for no classes.
  package func macroAverage(of classes: [Int]) -> ClassScores? {
    guard !classes.isEmpty else { return nil }
    let scores = classScores
    func mean(_ value: KeyPath<ClassScores, Double>) -> Double {
      classes.reduce(0) { $0 + scores[$1][keyPath: value] } / Double(classes.count)
    }
    return ClassScores(
      precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1),
      support: classes.reduce(0) { $0 + scores[$1].support })
  }

  /// Scores averaged over classes, as scikit-learn's `precision_recall_fscore_support`.
  package func average(_ averaging: Averaging) -> ClassScores {
    let scores = classScores
    let predictions = predictions
    let weights: [Double]
    switch averaging {
    case .micro:
      let share = accuracy
      return ClassScores(precision: share, recall: share, f1: share, support: total)
    case .macro:
      weights = scores.indices.map { scores[$0].support + predictions[$0] > 0 ? 1 : 0 }
    case .weighted:
      weights = scores.map { Double($0.support) }
    }
    let sum = weights.reduce(0, +)
    func mean(_ value: KeyPath<ClassScores, Double>) -> Double {
      sum == 0 ? 0 : zip(weights, scores).reduce(0) { $0 + $1.0 * $1.1[keyPath: value] } / sum
    }
    return ClassScores(
      precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1), support: total)
  }
}
