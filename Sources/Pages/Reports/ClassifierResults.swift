import Evaluation

/// Everything that is computed once for the sections of a classifier report.
struct ClassifierResults: Sendable {
  let predictions: [Int]
  let confidences: [Double]
  let matrix: ConfusionMatrix
  let curves: OneVersusRest
  let intervals: AreaIntervals
  /// What always answering the commonest class would score.
  let dummy: ConfusionMatrix

  init(_ report: ClassifierReport) {
    predictions = report.probabilities.predictions
    confidences = report.probabilities.confidences
    matrix = ConfusionMatrix(
      truth: report.truth, predicted: predictions, classCount: report.classNames.count)
    curves = OneVersusRest(probabilities: report.probabilities, truth: report.truth)
    var generator = SeededGenerator(seed: report.seed)
    intervals = Bootstrap(resamples: report.resamples).areas(
      probabilities: report.probabilities, truth: report.truth, using: &generator)
    let supports = matrix.supports
    let commonest = supports.indices.max { supports[$0] < supports[$1] } ?? 0
    dummy = ConfusionMatrix(
      truth: report.truth, predicted: report.truth.map { _ in commonest },
      classCount: report.classNames.count)
  }
}
