import Models
import Tensors
import Testing

/// What a GPU has to give: the same models at work, and trainings that learn. Runs where there is one.
@Suite(.serialized, .enabled(if: Device.cudaCount > 0, "needs a GPU and a CUDA build of libtorch"))
struct CUDATests {
  private func options(on device: Device) -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = 4
    options.batchSize = 16
    options.precision = .float32
    options.device = device
    options.seed = 3
    return options
  }

  @Test func aClassifierLearnsThereAndClassifiesTheSameHere() throws {
    let (training, labels) = tinySurvey(64)
    let (validation, truth) = tinySurvey(16, seed: 2)
    let model = try ClassifierTrainer(options(on: .cuda(0))).train(
      training, labels: labels, validation: validation, validationLabels: truth,
      classNames: ["blob", "streak"])
    #expect(model.metrics["validationAccuracy"] == 1)
    let probabilities = try [Device.cpu, .cuda(0)].map { device in
      try Classifier(
        configuration: model.configuration, weights: model.weights, device: device,
        precision: .float32
      ).probabilities(validation)
    }
    #expect(zip(probabilities[0], probabilities[1]).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  @Test func anEmbedderEmbedsAndSamplesTheSameThereAndHere() throws {
    let (training, _) = tinySurvey(64)
    let (validation, _) = tinySurvey(16, seed: 2)
    let model = try EmbedderTrainer(options(on: .cuda(0))).train(training, validation: validation)
    let results = try [Device.cpu, .cuda(0)].map { device in
      try Embedder(
        configuration: model.configuration, weights: model.weights, device: device,
        precision: .float32
      ).embed(validation)
    }
    let scale = results[0].vectors.reduce(1) { max($0, abs($1)) }
    #expect(
      zip(results[0].vectors, results[1].vectors).allSatisfy { abs($0 - $1) < 1e-2 * scale })
    let drawn = try Embedder(
      configuration: model.configuration, weights: model.weights, device: .cuda(0)
    ).sample(4, seed: 1)
    #expect(drawn.count == 4)
  }

  @Test func aScorerErrsTheSameThereAndHere() throws {
    let (training, _) = tinySurvey(64)
    let (validation, _) = tinySurvey(16, seed: 2)
    let model = try ScorerTrainer(options(on: .cuda(0))).train(training, validation: validation)
    let errors = try [Device.cpu, .cuda(0)].map { device in
      try Scorer(
        configuration: model.configuration, weights: model.weights, device: device,
        precision: .float32
      ).errors(validation)
    }
    #expect(
      zip(errors[0].weighted, errors[1].weighted).allSatisfy { abs($0 - $1) < 1e-3 + 1e-2 * $1 })
  }
}
