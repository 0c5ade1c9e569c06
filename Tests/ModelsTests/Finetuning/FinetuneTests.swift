import Evaluation
import Hunting
import Models
import Tensors
import Testing
import Vocabulary

@Suite(.serialized) struct FinetuneTests {
  /// An embedder of one epoch: where a finetuning starts from.
  private static let embedder = Result {
    try EmbedderTrainer(FinetuneTests.options(epochs: 1)).train(
      tinySurvey(48).cutouts, validation: tinySurvey(8, seed: 2).cutouts)
  }

  private static func options(epochs: Int, seed: UInt64 = 3) -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = epochs
    options.precision = .float32
    options.seed = seed
    return options
  }

  /// Embeddings that say nothing, so that the pictures have to.
  private func noise(_ count: Int, seed: UInt64) throws -> FeatureMatrix {
    FeatureMatrix(
      rows: count, columns: 4, values: RandomState(seed: seed).normal([count, 4]).array())
  }

  private func data(
    _ labels: [Int]? = nil, names: [String] = ["blob", "streak"], pool: CutoutSet? = nil
  ) throws -> FinetuneData {
    let answers = tinySurvey(48)
    let unlabelled = pool ?? tinySurvey(96, seed: 4).cutouts
    return FinetuneData(
      answers: answers.cutouts, answerVectors: try noise(48, seed: 1),
      labels: labels ?? answers.labels, classNames: names,
      isWanted: names.indices.map { $0 == 0 }, pool: unlabelled,
      poolVectors: try noise(unlabelled.count, seed: 2))
  }

  private func trainer(
    _ data: FinetuneData, epochs: Int, seed: UInt64 = 3,
    adjust: (inout FinetuneConfiguration) -> Void = { _ in }
  ) throws -> FinetuneTrainer {
    let embedder = try Self.embedder.get()
    return try FinetuneTrainer(
      data, embedder: (embedder.configuration, embedder.weights),
      options: Self.options(epochs: epochs, seed: seed)
    ) {
      $0.stepsPerEpoch = 4
      $0.batchSize = 16
      $0.unlabelledBatchSize = 32
      adjust(&$0)
    }
  }

  private func folds(_ data: FinetuneData, _ count: Int = 2) -> AnswerFolds {
    AnswerFolds(labels: data.labels, count: count, seed: 1)
  }

  @Test(arguments: [false, true])
  func itLearnsWhatTheEmbeddingDoesNotSay(isSemiSupervised: Bool) throws {
    let data = try data()
    let epochs = isSemiSupervised ? 12 : 6
    let trainer = try trainer(data, epochs: epochs) { $0.isSemiSupervised = isSemiSupervised }
    for start in FinetuneConfiguration.Start.allCases {
      let committee = try trainer.committee(
        from: start, folds: folds(data), expected: [[1, 1], [1, 1]])
      #expect(committee.collapse == nil && committee.alerts.isEmpty, "\(committee.alerts)")
      let right = zip(committee.heldOut.predictions, data.labels).count { $0 == $1 }
      #expect(right >= 46, "\(start): \(right) of 48 held-out answers")
      #expect(committee.history.count == epochs && committee.configuration.start == start)
      if isSemiSupervised {
        let last = try #require(committee.history.last?.values)
        #expect(last["accepted"]! > 0.3)
        #expect(abs(last["accepted.blob"]! + last["accepted.streak"]! - 1) < 1e-9)
      }
    }
  }

  @Test func itComesBackBitEqualAndKnowsNewGalaxies() throws {
    let data = try data()
    let committee = try trainer(data, epochs: 6).committee(
      from: .scratch, folds: folds(data), expected: [[1, 1], [1, 1]])
    let model = try committee.model(weight: 0.4, temperature: 1.5, seed: 3, metrics: ["gain": 1])
    #expect(model.kind == .finetuned && model.metrics["gain"] == 1)
    let test = tinySurvey(20, seed: 5)
    let vectors = try noise(20, seed: 6)
    func votes() throws -> [Float] {
      let network = try FinetunedNetwork(
        configuration: model.configuration, weights: model.weights, precision: .float32)
      #expect(network.configuration.weight == 0.4 && network.configuration.members == 2)
      var all: [Float] = []
      try network.forEachVotes(
        of: test.cutouts, vectors: { vectors.gathering(Array($0)) }, batchSize: 7
      ) { _, some in all += some }
      return all
    }
    let first = try votes()
    #expect(first == (try votes()))
    for (row, label) in test.labels.enumerated() {
      #expect(first[row * 2 + label] > 0.5, "cutout \(row)")
      #expect(abs(first[row * 2] + first[row * 2 + 1] - 1) < 1e-5)
    }
  }

  @Test func theSameSeedGivesTheSameWeights() throws {
    let data = try data()
    func weights(seed: UInt64) throws -> [UInt8] {
      try trainer(data, epochs: 2, seed: seed) { $0.isSemiSupervised = true }.committee(
        from: .warm, folds: folds(data), expected: [[1, 1], [1, 1]]
      ).weights
    }
    let first = try weights(seed: 3)
    #expect(first == (try weights(seed: 3)))
    #expect(first != (try weights(seed: 4)))
  }

  @Test func theStartDecidesAboutTheWeights() throws {
    let data = try data()
    let trainer = try trainer(data, epochs: 1) { $0.learningRate = 1e-9 }
    let warm = try trainer.committee(from: .warm, folds: folds(data), expected: [[1, 1], [1, 1]])
    let scratch = try trainer.committee(
      from: .scratch, folds: folds(data), expected: [[1, 1], [1, 1]])
    #expect(warm.weights != scratch.weights)
  }

  @Test func floatsAreLearnedFromToo() throws {
    func floats(_ set: CutoutSet) -> CutoutSet {
      CutoutSet(size: set.size, values: set.pixels.map { Float($0) / 100 - 0.1 })
    }
    let answers = tinySurvey(48)
    let parent = try EmbedderTrainer(Self.options(epochs: 1)).train(
      floats(answers.cutouts), validation: floats(tinySurvey(8, seed: 2).cutouts))
    let data = FinetuneData(
      answers: floats(answers.cutouts), answerVectors: try noise(48, seed: 1),
      labels: answers.labels, classNames: ["blob", "streak"], isWanted: [true, false],
      pool: floats(tinySurvey(40, seed: 4).cutouts), poolVectors: try noise(40, seed: 2))
    let trainer = try FinetuneTrainer(
      data, embedder: (parent.configuration, parent.weights), options: Self.options(epochs: 6)
    ) {
      $0.stepsPerEpoch = 4
      $0.batchSize = 16
      $0.isSemiSupervised = true
    }
    let committee = try trainer.committee(
      from: .warm, folds: folds(data), expected: [[1, 1], [1, 1]])
    let right = zip(committee.heldOut.predictions, data.labels).count { $0 == $1 }
    #expect(right >= 44, "\(right) of 48")
    #expect(throws: ModelError.cutoutFormat(found: .uint8, needed: .float32)) {
      _ = try FinetuneTrainer(
        try self.data(), embedder: (parent.configuration, parent.weights),
        options: Self.options(epochs: 1))
    }
  }

  @Test func ctrlCEndsIt() throws {
    let data = try data()
    var options = Self.options(epochs: 50)
    options.isCancelled = { true }
    let embedder = try Self.embedder.get()
    #expect(throws: ModelError.interrupted) {
      let trainer = try FinetuneTrainer(
        data, embedder: (embedder.configuration, embedder.weights), options: options)
      _ = try trainer.committee(from: .warm, folds: folds(data), expected: [[1, 1], [1, 1]])
    }
  }
}
