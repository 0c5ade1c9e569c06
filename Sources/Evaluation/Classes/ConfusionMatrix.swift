/// Counts of objects by true class (row) and predicted class (column).
///
/// Ratios whose denominator is zero are 0, as in scikit-learn with `zero_division=0`.
package struct ConfusionMatrix: Sendable, Equatable {
  /// `counts[truth][predicted]`.
  package let counts: [[Int]]

  /// Counts pairs of class indices, each in `0..<classCount`.
  package init(truth: [Int], predicted: [Int], classCount: Int) {
    precondition(
      truth.count == predicted.count, "\(truth.count) truths for \(predicted.count) predictions")
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classCount), count: classCount)
    for (row, column) in zip(truth, predicted) { counts[row][column] += 1 }
    self.counts = counts
  }

  /// A matrix from its counts, `counts[truth][predicted]`, square.
  package init(counts: [[Int]]) {
    precondition(counts.allSatisfy { $0.count == counts.count }, "a confusion matrix is square")
    self.counts = counts
  }

  /// Number of classes.
  package var classCount: Int { counts.count }
  /// Objects counted.
  package var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
  /// Objects whose prediction is right.
  package var correct: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }
  /// Objects of each true class.
  package var supports: [Int] { counts.map { $0.reduce(0, +) } }
  /// Objects given each class.
  package var predictions: [Int] {
    counts.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
  }

  /// Share of right predictions.
  package var accuracy: Double { ratio(correct, total) }

  /// Mean recall of the classes that have objects.
  package var balancedAccuracy: Double {
    let recalls = counts.indices.filter { supports[$0] > 0 }.map {
      ratio(counts[$0][$0], supports[$0])
    }
    return recalls.isEmpty ? 0 : recalls.reduce(0, +) / Double(recalls.count)
  }

  /// Objects a class needs before a figure of its own says something about it.
  package static let fewestForFigures = 10

  /// Classes with enough objects for figures of their own, in class order.
  package var judgedClasses: [Int] {
    counts.indices.filter { supports[$0] >= Self.fewestForFigures }
  }

  /// Share of right predictions among the objects of some classes.
  package func accuracy(of classes: [Int]) -> Double {
    ratio(
      classes.reduce(0) { $0 + counts[$1][$1] }, classes.reduce(0) { $0 + supports[$1] })
  }

  /// Share of the commonest true class: what always answering it would score.
  package var majorityShare: Double { ratio(supports.max() ?? 0, total) }

  /// Counts as shares of their true class; a class without objects has a row of zeros.
  package var rowShares: [[Double]] {
    zip(counts, supports).map { row, support in row.map { ratio($0, support) } }
  }
}

/// The quotient, or 0 for nothing of nothing.
func ratio(_ part: Int, _ whole: Int) -> Double {
  whole == 0 ? 0 : Double(part) / Double(whole)
}
