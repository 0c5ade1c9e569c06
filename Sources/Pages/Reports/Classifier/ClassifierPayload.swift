import Evaluation

/// The numbers of a classifier report as JSON.
struct ClassifierPayload: Encodable {
  struct Bounds: Encodable {
    let lower: Double
    let upper: Double

    init?(_ interval: Interval?) {
      guard let interval else { return nil }
      lower = interval.lower
      upper = interval.upper
    }
  }

  /// A class; one with fewer test galaxies than `fewestForFigures` has no figures.
  struct ClassRow: Encodable {
    let name: String
    let precision: Double?
    let recall: Double?
    let f1: Double?
    let support: Int
    let auc: Double?
    let averagePrecision: Double?
    let precisionInterval: Bounds?
    let recallInterval: Bounds?
    let f1Interval: Bounds?
    let aucInterval: Bounds?
    let averagePrecisionInterval: Bounds?
    /// What the ROC curve of endless galaxies may look like: true by false positive rate.
    let rocBand: [CurveBands.Place]?
    /// The same of the precision by recall.
    let precisionBand: [CurveBands.Place]?
  }

  /// A simple rule on the same test galaxies.
  struct Baseline: Encodable {
    let name: String
    let accuracy: Double
    let accuracyInterval: Bounds?
    let balancedAccuracy: Double?
    let macroF1: Double?
    let cohensKappa: Double?
  }

  let facts: [String: String]
  let settings: [String: String]
  let trainingSeconds: Double?
  let cohensKappa: Double?
  let cohensKappaInterval: Bounds?
  let baselines: [Baseline]
  /// Classifiers that learned from the same galaxies.
  let variants: [ClassifierVariant]
  let accuracy: Double
  let accuracyInterval: Bounds?
  /// Test galaxies that a class needs for figures of its own and a place in the macro averages.
  let fewestForFigures: Int
  let balancedAccuracy: Double?
  let majorityAccuracy: Double
  let macroF1: Double?
  let macroPrecisionInterval: Bounds?
  let macroRecallInterval: Bounds?
  let macroF1Interval: Bounds?
  let macroAUC: Double?
  let macroAUCInterval: Bounds?
  let microAUC: Double?
  let microAUCInterval: Bounds?
  let macroAveragePrecision: Double?
  let macroAveragePrecisionInterval: Bounds?
  let matthewsCorrelation: Double
  let expectedCalibrationError: Double
  let expectedCalibrationErrorInterval: Bounds?
  let equalMassCalibrationError: Double
  let equalMassCalibrationErrorInterval: Bounds?
  let calibrationErrorByChance: Double?
  let calibrationErrorByChanceInterval: Bounds?
  let brierScore: Double
  let brierScoreInterval: Bounds?
  let temperature: Double?
  let expectedCalibrationErrorBefore: Double?
  let brierScoreBefore: Double?
  let logLoss: Double
  let classes: [ClassRow]
  let confusion: [[Int]]

  init(_ report: ClassifierReport, _ results: ClassifierResults) {
    let matrix = results.matrix
    facts = Dictionary((report.facts + report.trainingFacts).map { ($0.name, $0.value) }) {
      first, _ in first
    }
    settings = Dictionary(report.settings.map { ($0.name, $0.value) }) { first, _ in first }
    trainingSeconds = report.trainingSeconds
    cohensKappa = matrix.cohensKappa
    cohensKappaInterval = Bounds(matrix.kappaInterval)
    baselines = zip(report.baselines, results.baselines).map { rule, theirs in
      let macro = theirs.macroAverage(of: results.judged)
      return Baseline(
        name: rule.name, accuracy: theirs.accuracy,
        accuracyInterval: Bounds(theirs.accuracyInterval),
        balancedAccuracy: macro?.recall, macroF1: macro?.f1, cohensKappa: theirs.cohensKappa)
    }
    variants = report.variants
    accuracy = matrix.accuracy
    accuracyInterval = Bounds(matrix.accuracyInterval)
    fewestForFigures = ConfusionMatrix.fewestForFigures
    let macro = matrix.macroAverage(of: results.judged)
    balancedAccuracy = macro?.recall
    majorityAccuracy = results.dummy.accuracy
    macroF1 = macro?.f1
    macroPrecisionInterval = Bounds(results.macroScores.precision)
    macroRecallInterval = Bounds(results.macroScores.recall)
    macroF1Interval = Bounds(results.macroScores.f1)
    macroAUC = results.curves.macroArea
    macroAUCInterval = Bounds(results.macroInterval)
    microAUC = results.curves.microArea
    microAUCInterval = Bounds(results.micro.area)
    macroAveragePrecision = results.meanAveragePrecision
    macroAveragePrecisionInterval = Bounds(results.macroAveragePrecision)
    matthewsCorrelation = matrix.matthewsCorrelation
    let reliability = report.probabilities.reliability(truth: report.truth)
    expectedCalibrationError = reliability.expectedCalibrationError
    expectedCalibrationErrorInterval = Bounds(reliability.errorInterval())
    let equalMass = report.probabilities.equalMassCalibration(truth: report.truth)
    equalMassCalibrationError = equalMass.error
    equalMassCalibrationErrorInterval = Bounds(equalMass.interval)
    calibrationErrorByChance = equalMass.byChance?.estimate
    calibrationErrorByChanceInterval = Bounds(equalMass.byChance)
    brierScore = report.probabilities.brierScore(truth: report.truth)
    brierScoreInterval = Bounds(report.probabilities.brierInterval(truth: report.truth))
    temperature = report.calibration?.temperature
    let before = report.calibration?.before
    expectedCalibrationErrorBefore =
      before?.reliability(truth: report.truth)
      .expectedCalibrationError
    brierScoreBefore = before?.brierScore(truth: report.truth)
    logLoss = report.probabilities.logLoss(truth: report.truth)
    classes = zip(report.classNames.indices, matrix.classScores).map { index, scores in
      let isJudged = results.judged.contains(index)
      return ClassRow(
        name: report.classNames[index], precision: isJudged ? scores.precision : nil,
        recall: isJudged ? scores.recall : nil, f1: isJudged ? scores.f1 : nil,
        support: scores.support, auc: results.curves.areas[index],
        averagePrecision: results.recalls[index]?.averagePrecision,
        precisionInterval: isJudged ? Bounds(results.scoreIntervals[index].precision) : nil,
        recallInterval: isJudged ? Bounds(results.scoreIntervals[index].recall) : nil,
        f1Interval: isJudged ? Bounds(results.scoreIntervals[index].f1) : nil,
        aucInterval: Bounds(results.classIntervals[index]),
        averagePrecisionInterval: Bounds(results.averagePrecisions[index]),
        rocBand: results.bands[index]?.roc, precisionBand: results.bands[index]?.precision)
    }
    confusion = matrix.counts
  }
}
