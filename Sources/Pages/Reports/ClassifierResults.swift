import Evaluation

/// Everything that is computed once for the sections of a classifier report.
struct ClassifierResults: Sendable {
  let predictions: [Int]
  let confidences: [Double]
  let matrix: ConfusionMatrix
  /// Classes with enough test galaxies for figures of their own; macro averages are over these.
  let judged: [Int]
  let curves: OneVersusRest
  let intervalMethod: AreaIntervalMethod
  /// Interval of each class's area; `nil` where it has no meaning.
  let classIntervals: [Interval?]
  /// Interval of the macro average; none where there are too many objects to resample.
  let macroInterval: Interval?
  /// What always answering the commonest class would score.
  let dummy: ConfusionMatrix
  /// What each simple rule of the report scores.
  let baselines: [ConfusionMatrix]

  init(_ report: ClassifierReport) {
    predictions = report.probabilities.predictions
    confidences = report.probabilities.confidences
    matrix = ConfusionMatrix(
      truth: report.truth, predicted: predictions, classCount: report.classNames.count)
    judged = matrix.judgedClasses
    curves = OneVersusRest(
      probabilities: report.probabilities, truth: report.truth, classes: judged)
    intervalMethod = AreaIntervalMethod(count: report.truth.count, limit: report.resamplingLimit)
    switch intervalMethod {
    case .resampling:
      var generator = SeededGenerator(seed: report.seed)
      let intervals = Bootstrap(resamples: report.resamples).areas(
        probabilities: report.probabilities, truth: report.truth, classes: judged,
        using: &generator)
      macroInterval = intervals.macro
    case .asymptotic: macroInterval = nil
    }
    let shown = Set(judged)
    classIntervals = report.classNames.indices.map { label in
      guard shown.contains(label) else { return nil }
      return areaInterval(
        scores: report.probabilities.column(label), labels: report.truth.map { $0 == label })
    }
    let supports = matrix.supports
    let commonest = supports.indices.max { supports[$0] < supports[$1] } ?? 0
    dummy = ConfusionMatrix(
      truth: report.truth, predicted: report.truth.map { _ in commonest },
      classCount: report.classNames.count)
    baselines = report.baselines.map {
      ConfusionMatrix(
        truth: report.truth, predicted: $0.predictions, classCount: report.classNames.count)
    }
  }
}
