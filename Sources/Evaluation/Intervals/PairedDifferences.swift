/// A measure of two models on the same objects, and how far they are apart.
package struct PairedDifference: Sendable, Equatable {
  /// The first model's value.
  package let first: Double
  /// The second model's value.
  package let second: Double
  /// Second less first, with its interval.
  package let difference: Interval

  /// Whether the interval leaves out zero: chance alone hardly explains the difference.
  package var isClear: Bool { difference.lower > 0 || difference.upper < 0 }
}

/// What two models differ by on the same test objects.
///
/// ```swift
/// var generator = SeededGenerator(seed: 0)
/// let differences = Bootstrap().pairedDifferences(
///   first: old, second: new, truth: truth, using: &generator)
/// differences.accuracy.difference   // new less old, with its 95 % interval
/// ```
package struct PairedDifferences: Sendable, Equatable {
  /// Share of right answers.
  package let accuracy: PairedDifference
  /// Mean F1 over the judged classes; `nil` where no class is judged.
  package let macroF1: PairedDifference?
  /// Mean one-vs-rest area over the judged classes; `nil` where none has an area.
  package let macroArea: PairedDifference?
  /// Mean negative log-probability of the true class, in nats; lower is better.
  package let logLoss: PairedDifference
}

extension Bootstrap {
  /// Differences of two models on the same objects, from resamples that both share.
  ///
  /// What makes an object hard for both cancels out, so the intervals are narrower than those of two
  /// separate tests. Resamples are drawn within each true class, as ``StratifiedDraws`` says; a class
  /// with a single object adds no spread of its own, which is why only judged classes enter the
  /// means.
  ///
  /// - Parameters:
  ///   - first: probabilities of the model that is compared against, objects in the order of `truth`.
  ///   - second: probabilities of the other model for the same objects and classes.
  ///   - truth: true class of each object, at least one.
  ///   - classes: those whose mean F1 and area are compared; `nil` for
  ///     `ConfusionMatrix.judgedClasses`.
  package func pairedDifferences(
    first: ClassProbabilities, second: ClassProbabilities, truth: [Int], classes: [Int]? = nil,
    using generator: inout some RandomNumberGenerator
  ) -> PairedDifferences {
    precondition(
      first.count == truth.count && second.count == truth.count
        && first.classCount == second.classCount && !truth.isEmpty,
      "the models answer for different objects or classes")
    let matrix = ConfusionMatrix(
      truth: truth, predicted: first.predictions, classCount: first.classCount)
    let judged = classes ?? matrix.judgedClasses
    let sides = [first, second].map { WeightedMeasures(of: $0, truth: truth, classes: judged) }
    let whole = sides.map { $0.values(weights: [Double](repeating: 1, count: truth.count)) }
    var samples = [[Double]](repeating: [], count: whole[0].count)
    var draws = StratifiedDraws(strata: truth)
    for _ in 0..<resamples {
      draws.draw(using: &generator)
      let values = sides.map { $0.values(weights: draws.weights) }
      for index in samples.indices { samples[index].append(values[1][index] - values[0][index]) }
    }
    // A mean over classes is no surer than its smallest class lets it be.
    let smallest = judged.map { label in truth.count { $0 == label } }.min() ?? truth.count
    let tails = [truth.count, truth.count, smallest, smallest].map { tail(objects: $0) }
    func difference(_ index: Int) -> PairedDifference? {
      guard whole[0][index].isFinite, whole[1][index].isFinite else { return nil }
      return Interval(
        estimate: whole[1][index] - whole[0][index], samples: samples[index],
        level: 1 - 2 * tails[index]
      ).map { PairedDifference(first: whole[0][index], second: whole[1][index], difference: $0) }
    }
    return PairedDifferences(
      accuracy: difference(0)!, macroF1: difference(2), macroArea: difference(3),
      logLoss: difference(1)!)
  }
}

/// Measures of one model that can be had again for other weights of its objects.
private struct WeightedMeasures {
  private let truth: [Int]
  private let predictions: [Int]
  private let losses: [Double]
  private let classCount: Int
  private let classes: [Int]
  private let areas: WeightedMeanArea

  init(of probabilities: ClassProbabilities, truth: [Int], classes: [Int]) {
    self.truth = truth
    self.classes = classes
    classCount = probabilities.classCount
    predictions = probabilities.predictions
    losses = probabilities.logLosses(truth: truth)
    areas = WeightedMeanArea(of: probabilities, truth: truth, classes: classes)
  }

  /// Accuracy, log loss, macro F1, macro area; NaN where a mean is over nothing.
  func values(weights: [Double]) -> [Double] {
    var right = [Double](repeating: 0, count: classCount)
    var ofClass = right
    var answered = right
    var loss = 0.0
    for (object, weight) in weights.enumerated() {
      let (own, answer) = (truth[object], predictions[object])
      ofClass[own] += weight
      answered[answer] += weight
      if own == answer { right[own] += weight }
      loss += weight * losses[object]
    }
    let total = ofClass.reduce(0, +)
    let f1 = classes.reduce(0.0) {
      $0 + (right[$1] > 0 ? 2 * right[$1] / (ofClass[$1] + answered[$1]) : 0)
    }
    return [
      right.reduce(0, +) / total, loss / total, f1 / Double(classes.count),
      areas.value(weights: weights),
    ]
  }
}
