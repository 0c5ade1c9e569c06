import Evaluation

/// Everything that is computed once for the sections of a classifier report.
struct ClassifierResults: Sendable {
  let predictions: [Int]
  let confidences: [Double]
  let matrix: ConfusionMatrix
  /// Classes with enough test galaxies for figures of their own; macro averages are over these.
  let judged: [Int]
  let curves: OneVersusRest
  /// Interval of each class's area; `nil` where it has no meaning.
  let classIntervals: [Interval?]
  /// Interval of the macro average.
  let macroInterval: Interval?
  /// Intervals of the areas under the pooled curves.
  let micro: MicroAreaIntervals
  /// Precision and recall of each class at all thresholds; `nil` where it is not judged.
  let recalls: [PrecisionRecallCurve?]
  /// Interval of each class's average precision; `nil` where it is not judged.
  let averagePrecisions: [Interval?]
  /// Interval of their mean.
  let macroAveragePrecision: Interval?
  /// Intervals of each class's precision, recall and F1.
  let scoreIntervals: [ScoreIntervals]
  /// Intervals of their means over the judged classes.
  let macroScores: ScoreIntervals
  /// Bands around each class's curves; `nil` where it is not judged.
  let bands: [CurveBands?]
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
    let areas = AreaIntervals(
      probabilities: report.probabilities, truth: report.truth, classes: judged)
    classIntervals = areas.classes
    macroInterval = areas.macro
    averagePrecisions = areas.averagePrecisions
    macroAveragePrecision = areas.macroAveragePrecision
    micro = MicroAreaIntervals(probabilities: report.probabilities, truth: report.truth)
    scoreIntervals = matrix.scoreIntervals
    macroScores = matrix.macroIntervals(of: judged)
    var recalls = [PrecisionRecallCurve?](repeating: nil, count: report.classNames.count)
    var bands = [CurveBands?](repeating: nil, count: report.classNames.count)
    for label in judged {
      let scores = report.probabilities.column(label)
      let labels = report.truth.map { $0 == label }
      recalls[label] = PrecisionRecallCurve(scores: scores, labels: labels)
      // Each class has numbers of its own, whichever others there are.
      var generator = SeededGenerator(seed: report.seed &+ UInt64(label))
      bands[label] = CurveBands(
        scores: scores, labels: labels, resamples: report.resamples, using: &generator)
    }
    (self.recalls, self.bands) = (recalls, bands)
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

extension ClassifierResults {
  /// Mean of the judged classes' average precisions; nil where none is judged.
  var meanAveragePrecision: Double? {
    let values = recalls.compactMap { $0?.averagePrecision }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
