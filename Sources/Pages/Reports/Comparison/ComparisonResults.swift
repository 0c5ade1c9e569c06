import Evaluation

/// Everything that is computed once for the sections of a comparison.
struct ComparisonResults: Sendable {
  let first: JudgedGalaxies
  let second: JudgedGalaxies
  /// Macro values over all classes with enough test galaxies.
  let whole: PairedDifferences
  /// Of all galaxies, also those of classes with too few: no bootstrap within classes.
  let accuracy: PairedDifference?
  let logLoss: PairedDifference?
  /// Differences of each class alone; nil for classes with too few test galaxies.
  let classes: [PairedDifferences?]
  let supports: [Int]
  /// Galaxies that the two answer differently; those on which both are wrong come last.
  let disagreements: [Int]
  /// Answers by whether the first and the second are right.
  let counts: (both: Int, onlyFirst: Int, onlySecond: Int, neither: Int)
  let answers: (first: [Int], second: [Int])

  init(
    _ shared: (first: JudgedGalaxies, second: JudgedGalaxies), resamples: Int, seed: UInt64
  ) {
    (first, second) = shared
    let truth = shared.first.truth
    let plan = Bootstrap(resamples: resamples)
    func differences(_ classes: [Int]?) -> PairedDifferences {
      // Every class meets the same resamples.
      var generator = SeededGenerator(seed: seed)
      return plan.pairedDifferences(
        first: shared.first.probabilities, second: shared.second.probabilities, truth: truth,
        classes: classes, using: &generator)
    }
    whole = differences(nil)
    let one = shared.first.probabilities.predictions
    let other = shared.second.probabilities.predictions
    answers = (one, other)
    accuracy = pairedAccuracy(
      first: zip(one, truth).map(==), second: zip(other, truth).map(==))
    logLoss = pairedMeans(
      first: shared.first.probabilities.logLosses(truth: truth),
      second: shared.second.probabilities.logLosses(truth: truth))
    let matrix = ConfusionMatrix(
      truth: truth, predicted: one, classCount: shared.first.classNames.count)
    supports = matrix.supports
    let judged = Set(matrix.judgedClasses)
    classes = shared.first.classNames.indices.map { judged.contains($0) ? differences([$0]) : nil }
    func count(_ isFirst: Bool, _ isSecond: Bool) -> Int {
      truth.indices.count {
        (one[$0] == truth[$0]) == isFirst && (other[$0] == truth[$0]) == isSecond
      }
    }
    counts = (count(true, true), count(true, false), count(false, true), count(false, false))
    disagreements = truth.indices.filter { one[$0] != other[$0] }.sorted { a, b in
      let isLateA = one[a] != truth[a] && other[a] != truth[a]
      let isLateB = one[b] != truth[b] && other[b] != truth[b]
      return isLateA != isLateB ? isLateB : a < b
    }
  }
}
