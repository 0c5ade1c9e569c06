import Evaluation
import Foundation
import Layers
import Tensors
import Testing

@testable import Models

/// The classifier's presets, its switches and its calibration.
@Suite(.serialized) struct ClassifierPresetTests {
  private func configuration(_ preset: String, classes: Int = 10) throws -> ClassifierConfiguration
  {
    var configuration = try ClassifierConfiguration(preset: preset, size: 64)
    configuration.classNames = (0..<classes).map(String.init)
    return configuration
  }

  @Test func everyPresetIsNamedOnceAndRuns() throws {
    let names = ClassifierConfiguration.presets.map(\.name)
    #expect(names.first == "seed" && Set(names).count == names.count)
    for name in names {
      let configuration = try configuration(name)
      #expect(configuration.preset == name)
      let network = configuration.makeNetwork(using: RandomState(seed: 1))
      let pictures = RandomState(seed: 2).uniform([3, 3, 64, 64])
      let columns = configuration.shapeColumns
      let shapes =
        columns > 0 ? RandomState(seed: 3).normal([3, columns]) : nil
      #expect(network(pictures, shapes: shapes, .inference).shape == [3, 10])
      #expect(configuration == (try ClassifierConfiguration(json: try configuration.json())))
    }
    #expect(throws: ModelError.unknownPreset("huge", known: names)) {
      try ClassifierConfiguration(preset: "huge", size: 64)
    }
  }

  @Test func seedIsTheReference() throws {
    let network = try configuration("seed").makeNetwork(using: RandomState(seed: 1))
    #expect(
      network.parameterCount == 3 * 32 * 9 + 64 + 32 * 64 * 9 + 128 + 64 * 128 * 9 + 256 + 1290)
    #expect(network.state.keys.contains("blocks.2.conv.weight"))
  }

  @Test func aModelOfTheFirstVersionComesBack() throws {
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(try configuration("seed").json().utf8))
        as? [String: Any])
    for key in ["residuals", "shapeColumns", "mixup", "weightAveraging", "temperature"] {
      #expect(object.removeValue(forKey: key) != nil, "\(key)")
    }
    let old = String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    #expect(try ClassifierConfiguration(json: old) == configuration("seed"))
  }

  @Test func anOlderModelKeepsTheShapeItLearned() throws {
    func stored(_ name: String, _ change: (inout [String: Any]) -> Void) throws -> String {
      var object = try #require(
        try JSONSerialization.jsonObject(with: Data(try configuration(name).json().utf8))
          as? [String: Any])
      change(&object)
      return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    for (isUsed, columns) in [(true, 629), (false, 0)] {
      let json = try stored("strong") {
        $0["shapeColumns"] = nil
        $0["includesShape"] = isUsed
      }
      #expect(try ClassifierConfiguration(json: json).shapeColumns == columns)
    }
    let newer = try stored("strong") { $0["shapeColumns"] = 100_000 }
    #expect(throws: (any Error).self) { try ClassifierConfiguration(json: newer) }
  }

  @Test func switchesOverrideThePreset() throws {
    var settings = try configuration("strong")
    Regularisation().applied(to: &settings)
    #expect(settings == (try configuration("strong")))
    var off = Regularisation()
    off.inputNoise = 0
    off.dropout = 0
    off.weightDecay = 0
    off.labelSmoothing = 0
    off.mixup = 0
    off.augments = false
    off.averagesSymmetries = false
    off.applied(to: &settings)
    #expect(settings.inputNoise == 0 && settings.dropout == 0 && settings.weightDecay == 0)
    #expect(settings.labelSmoothing == 0 && settings.mixup == 0 && settings.augmentation == nil)
    #expect(!settings.averagesSymmetries && settings.residuals == [1, 1, 2])
  }

  @Test func theStrongOneLearnsAndIsCalibrated() throws {
    let (training, labels) = tinySurvey(64)
    let (validation, truth) = tinySurvey(40, seed: 2)
    var options = TrainingOptions()
    options.preset = "strong"
    options.epochs = 6
    options.batchSize = 16
    options.precision = .float32
    options.seed = 3
    let model = try ClassifierTrainer(options).train(
      training, labels: labels, validation: validation, validationLabels: truth,
      classNames: ["blob", "streak"])
    #expect(model.metrics["validationAccuracy"] == 1)
    let classifier = try Classifier(configuration: model.configuration, weights: model.weights)
    let temperature = classifier.configuration.temperature
    #expect(temperature == model.metrics["temperature"] && temperature != 1)
    let plain = try classifier.uncalibrated(validation)
    let honest = ClassProbabilities(classCount: 2, values: try classifier.probabilities(validation))
    #expect(honest.predictions == plain.predictions && honest.predictions == truth)
    #expect(honest.logLoss(truth: truth) < plain.logLoss(truth: truth))
    let (test, _) = tinySurvey(6, seed: 5)
    let expected = TemperatureScaling.scaled(try classifier.uncalibrated(test), by: temperature)
    #expect(try classifier.probabilities(test) == expected.values.map(Float.init))
  }

  @Test func shapesThatAreKeptTeachWhatShapesMeasuredAnewDo() throws {
    let (training, labels) = tinySurvey(48)
    func weights(keeping: Bool) throws -> [UInt8] {
      var options = TrainingOptions()
      options.preset = "strong"
      options.epochs = 2
      options.batchSize = 16
      options.precision = .float32
      var trainer = ClassifierTrainer(options)
      if !keeping { trainer.shapeMemory = 0 }
      return try trainer.train(
        training, labels: labels, validation: training, validationLabels: labels,
        classNames: ["blob", "streak"]
      ).weights
    }
    #expect(try weights(keeping: true) == weights(keeping: false))
  }

  @Test func mixedPicturesHaveMixedTargets() throws {
    let mixup = Mixup(share: 0.75)
    let rows = try Tensor([1, 2, 3, 4] as [Float], shape: [2, 2])
    #expect(mixup(rows).array(of: Float.self) == [1.5, 2.5, 2.5, 3.5])
    #expect(Mixup.none(rows) === rows)
    let classes = try Tensor([0, 1] as [Int64], shape: [2])
    let targets = try Tensor([0.75, 0.25, 0.25, 0.75] as [Float], shape: [2, 2])
    let direct = -(rows.logSoftmax(1) * targets).sum(1).mean().item
    #expect(abs(mixup.crossEntropy(rows, classes, smoothing: 0).item - direct) < 1e-6)
  }

  @Test func sharesAreBetaDistributed() {
    var chance = SeededGenerator(seed: 1)
    let alpha = 0.4
    let shares = (0..<20_000).map { _ in Mixup(alpha: alpha, using: &chance).share }
    #expect(shares.allSatisfy { (0...1).contains($0) })
    let mean = shares.reduce(0, +) / 20_000
    let variance = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(mean - 0.5) < 0.01)
    // Of Beta(α, α): 1 / (4 (2α + 1)).
    #expect(abs(variance - 1 / (4 * (2 * alpha + 1))) < 0.005)
  }
}
