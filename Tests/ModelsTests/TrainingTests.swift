import Models
import Tensors
import Testing

@Suite(.serialized) struct TrainingTests {
  private func options(epochs: Int) -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = epochs
    options.batchSize = 16
    options.precision = .float32
    options.seed = 3
    return options
  }

  private func classifier(seed: UInt64 = 3) throws -> TrainedModel {
    let (training, labels) = tinySurvey(64)
    let (validation, truth) = tinySurvey(16, seed: 2)
    var options = options(epochs: 4)
    options.seed = seed
    return try ClassifierTrainer(options).train(
      training, labels: labels, validation: validation, validationLabels: truth,
      classNames: ["blob", "streak"])
  }

  @Test func theClassifierLearnsAndComesBackBitEqual() throws {
    let model = try classifier()
    let (test, truth) = tinySurvey(20, seed: 5)
    let one = try Classifier(configuration: model.configuration, weights: model.weights)
    let other = try Classifier(configuration: model.configuration, weights: model.weights)
    let probabilities = try one.probabilities(test)
    #expect(probabilities == (try other.probabilities(test)))
    for (row, label) in truth.enumerated() {
      #expect(probabilities[row * 2 + label] > 0.5, "cutout \(row)")
      #expect(abs(probabilities[row * 2] + probabilities[row * 2 + 1] - 1) < 1e-5)
    }
    #expect(model.history.count == 4)
    #expect(model.metrics["validationAccuracy"] == 1)
  }

  @Test func theSameSeedGivesTheSameModel() throws {
    let first = try classifier()
    let second = try classifier()
    #expect(first.weights == second.weights)
    #expect(first.configuration == second.configuration)
    #expect(try classifier(seed: 4).weights != first.weights)
  }

  @Test func theEmbedderLearnsEmbedsAndSamples() throws {
    let (training, labels) = tinySurvey(96)
    let (validation, _) = tinySurvey(16, seed: 2)
    let model = try EmbedderTrainer(options(epochs: 12)).train(training, validation: validation)
    let losses = model.history.compactMap { $0.values["loss"] }
    #expect(losses.last! < losses.first! * 0.7)
    #expect(model.metrics["kl"]! > 0.1 && model.metrics["kl"]! < 500)
    let embedder = try Embedder(configuration: model.configuration, weights: model.weights)
    let (vectors, densities) = try embedder.embed(training)
    #expect(vectors.count == 96 * embedder.dimension)
    #expect(densities.count == 96 && densities.allSatisfy(\.isFinite))
    // The two kinds lie further apart than their own members do.
    func centre(_ kind: Int) -> [Double] {
      var sum = [Double](repeating: 0, count: embedder.dimension)
      for i in labels.indices where labels[i] == kind {
        for d in sum.indices { sum[d] += Double(vectors[i * sum.count + d]) / 48 }
      }
      return sum
    }
    let gap = zip(centre(0), centre(1)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    #expect(gap > Double(embedder.dimension) * 0.3)
    // Standardised over the training set.
    let mean = vectors.reduce(0.0) { $0 + Double($1) } / Double(vectors.count)
    #expect(abs(mean) < 0.01)
    let samples = try embedder.sample(5, seed: 7)
    #expect(samples.count == 5 && samples.size == 32)
    #expect(samples.pixels == (try embedder.sample(5, seed: 7)).pixels)
    #expect(samples.pixels != (try embedder.sample(5, seed: 8)).pixels)
    #expect(samples.pixels != (try embedder.sample(5, prior: .plain, seed: 7)).pixels)
    #expect(try embedder.reconstruct(validation).count == 16)
  }

  @Test func aTurnedGalaxyGetsTheSameVector() throws {
    let (training, _) = tinySurvey(32)
    let model = try EmbedderTrainer(options(epochs: 2)).train(training, validation: training)
    let embedder = try Embedder(configuration: model.configuration, weights: model.weights)
    let one = Array(training.pixels[0..<32 * 32 * 3])
    var turned = one
    for y in 0..<32 {
      for x in 0..<32 {
        for c in 0..<3 { turned[((31 - x) * 32 + y) * 3 + c] = one[(y * 32 + x) * 3 + c] }
      }
    }
    let a = try embedder.embed(CutoutSet(size: 32, pixels: one)).vectors
    let b = try embedder.embed(CutoutSet(size: 32, pixels: turned)).vectors
    // Sampled along ellipses, a turned picture is the same but for interpolation.
    let others = try embedder.embed(training).vectors
    let own = distance(a, b)
    for row in 1..<32 {
      let other = Array(others[row * embedder.dimension..<(row + 1) * embedder.dimension])
      #expect(own < 0.02 * distance(a, other))
    }
  }

  private func distance(_ a: [Float], _ b: [Float]) -> Float {
    zip(a, b).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  @Test func theScorerFindsThePlantedStranger() throws {
    let (training, labels) = tinySurvey(96)
    let size = training.size * training.size * 3
    // It sees blobs alone; the streaks are strange to it.
    let blobs = labels.indices.filter { labels[$0] == 0 }
      .flatMap { training.pixels[$0 * size..<($0 + 1) * size] }
    let set = CutoutSet(size: training.size, pixels: blobs)
    let model = try ScorerTrainer(options(epochs: 10)).train(set, validation: set)
    let scorer = try Scorer(configuration: model.configuration, weights: model.weights)
    let (plain, weighted) = try scorer.errors(training)
    func mean(_ values: [Float], _ kind: Int) -> Double {
      labels.indices.filter { labels[$0] == kind }.reduce(0) { $0 + Double(values[$1]) } / 48
    }
    #expect(mean(plain, 1) > mean(plain, 0))
    #expect(mean(weighted, 1) > 1.5 * mean(weighted, 0))
  }

  @Test func stoppingAndBadInput() throws {
    let (training, labels) = tinySurvey(32)
    var stopped = options(epochs: 2)
    stopped.isCancelled = { true }
    #expect(throws: ModelError.interrupted) {
      try ScorerTrainer(stopped).train(training, validation: training)
    }
    var wild = options(epochs: 3)
    wild.learningRate = .infinity
    #expect(throws: ModelError.diverged(epoch: 1)) {
      try ClassifierTrainer(wild).train(
        training, labels: labels, validation: training, validationLabels: labels,
        classNames: ["a", "b"])
    }
    var unknown = options(epochs: 1)
    unknown.preset = "gigantic"
    #expect(throws: ModelError.self) {
      try EmbedderTrainer(unknown).train(training, validation: training)
    }
    #expect(throws: ModelError.tooFew(found: 0, needed: 2)) {
      try ScorerTrainer(options(epochs: 1)).train(
        CutoutSet(size: 32, pixels: []), validation: training)
    }
    let model = try ScorerTrainer(options(epochs: 1)).train(training, validation: training)
    #expect(throws: (any Error).self) {
      try Scorer(configuration: model.configuration, weights: Array(model.weights.dropLast(9)))
    }
    #expect(throws: (any Error).self) { try Scorer(configuration: "{}", weights: model.weights) }
  }
}
