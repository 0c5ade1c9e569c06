import Evaluation
import Models
import Store
import Survey

/// How a classifier did on galaxies that no training saw.
struct ClassifierTest {
  /// The figures; those of the calibration before and after it.
  let metrics: [String: Double]
  /// What it said of each galaxy, before the temperature.
  let said: KeptProbabilities
}

extension ModelTraining {
  /// Tries a trained classifier; nil where no galaxy of a known class was left out for that.
  func test(_ trained: TrainedModel) throws -> ClassifierTest? {
    let test = try data.labelled(.test)
    guard !test.labels.isEmpty else { return nil }
    let classifier = try Classifier(
      configuration: trained.configuration, weights: trained.weights, device: settings.device,
      precision: settings.precision)
    let plain = try classifier.uncalibrated(test.cutouts)
    let honest = TemperatureScaling.scaled(plain, by: classifier.configuration.temperature)
    let matrix = ConfusionMatrix(
      truth: test.labels, predicted: honest.predictions, classCount: data.classNames.count)
    func error(_ probabilities: ClassProbabilities) -> Double {
      probabilities.reliability(truth: test.labels).expectedCalibrationError
    }
    var metrics = [
      "testAccuracy": matrix.accuracy, "testGalaxies": Double(test.labels.count),
      "testECE": error(honest), "testECEUncalibrated": error(plain),
      "testBrier": honest.brierScore(truth: test.labels),
      "testBrierUncalibrated": plain.brierScore(truth: test.labels),
    ]
    // What a calibrated model would show on so few galaxies by chance tells how to read the error.
    let equalMass = honest.equalMassCalibration(truth: test.labels)
    metrics["testECEEqualMass"] = equalMass.error
    metrics["testECEByChance"] = equalMass.byChance?.estimate
    let judged = matrix.judgedClasses
    if !judged.isEmpty {
      metrics["testCommonAccuracy"] = matrix.accuracy(of: judged)
      metrics["testCommonClasses"] = Double(judged.count)
    }
    // Of the classes that the report judges.
    metrics["testMacroAUC"] =
      OneVersusRest(probabilities: honest, truth: test.labels, classes: judged).macroArea
    return ClassifierTest(
      metrics: metrics, said: KeptProbabilities(galaxies: test.cutouts.galaxies, values: plain))
  }
}
