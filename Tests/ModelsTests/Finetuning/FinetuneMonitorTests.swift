import Hunting
import Models
import Tensors
import Testing

/// Every way in which a finetuning can go astray, brought about by a training that does.
@Suite(.serialized) struct FinetuneMonitorTests {
  private static let embedder = Result {
    var options = TrainingOptions()
    options.epochs = 1
    options.precision = .float32
    return try EmbedderTrainer(options).train(
      tinySurvey(48).cutouts, validation: tinySurvey(8, seed: 2).cutouts)
  }

  private func committee(
    labels: [Int]? = nil, names: [String] = ["blob", "streak"], pool: CutoutSet? = nil,
    folds: AnswerFolds? = nil, expected: [Double] = [1, 1], epochs: Int = 12,
    adjust: (inout FinetuneConfiguration) -> Void = { _ in }
  ) throws -> FinetunedCommittee {
    let answers = tinySurvey(48)
    let labels = labels ?? answers.labels
    let unlabelled = pool ?? tinySurvey(96, seed: 4).cutouts
    func noise(_ count: Int, _ seed: UInt64) -> FeatureMatrix {
      FeatureMatrix(
        rows: count, columns: 4, values: RandomState(seed: seed).normal([count, 4]).array())
    }
    let data = FinetuneData(
      answers: answers.cutouts, answerVectors: noise(48, 1), labels: labels, classNames: names,
      isWanted: names.indices.map { $0 == 0 }, pool: unlabelled,
      poolVectors: noise(unlabelled.count, 2))
    var options = TrainingOptions()
    options.epochs = epochs
    options.precision = .float32
    options.seed = 3
    let embedder = try Self.embedder.get()
    let trainer = try FinetuneTrainer(
      data, embedder: (embedder.configuration, embedder.weights), options: options
    ) {
      $0.stepsPerEpoch = 4
      $0.batchSize = 16
      $0.unlabelledBatchSize = 64
      $0.isSemiSupervised = true
      adjust(&$0)
    }
    return try trainer.committee(
      from: .scratch, folds: folds ?? AnswerFolds(labels: labels, count: 2, seed: 1),
      expected: [expected, expected])
  }

  /// The cutouts of a survey at the given places.
  private func chosen(_ set: CutoutSet, _ places: [Int]) -> CutoutSet {
    let bytes = set.size * set.size * 3
    return CutoutSet(
      size: set.size, pixels: places.flatMap { set.pixels[$0 * bytes..<($0 + 1) * bytes] })
  }

  @Test func aHealthyTrainingIsLeftAlone() throws {
    let committee = try committee()
    #expect(committee.alerts.isEmpty, "\(committee.alerts)")
    #expect(committee.collapse == nil)
  }

  @Test func whenNothingIsBelievedTheAnswersAloneAreLearned() throws {
    let committee = try committee { $0.threshold = 1.5 }
    #expect(committee.collapse == nil)
    #expect(committee.alerts.count == 1)
    #expect(committee.alerts[0].contains("teach nothing"))
    #expect(committee.alerts[0].contains("on the answers alone"))
    #expect(committee.history.count == 12)
  }

  @Test func oneClassTakingTheSurveyIsNoticed() throws {
    // The head expects half the survey to be streaks, and every galaxy of it is taken for a blob.
    let survey = tinySurvey(128, seed: 4).cutouts
    let blobs = chosen(survey, (0..<64).map { 2 * $0 })
    let committee = try committee(pool: blobs)
    #expect(
      committee.alerts.contains { $0.contains("pseudo-labels were 'blob'") }, "\(committee.alerts)")
    #expect(committee.collapse == nil && committee.history.count == 12)
    // From then on nothing is taken from the unlabelled.
    #expect(committee.history.last?.values["accepted"] == 0)
  }

  @Test func aStarvedClassIsNoticed() throws {
    // Some blobs are called 'odd' without a reason: no galaxy can be taken for one with confidence.
    let labels = (0..<48).map { $0 % 8 == 0 ? 2 : $0 % 2 }
    let committee = try committee(
      labels: labels, names: ["blob", "streak", "odd"], expected: [2, 3, 1])
    #expect(committee.alerts.contains { $0.contains("'odd' got") }, "\(committee.alerts)")
    #expect(committee.collapse == nil)
  }

  @Test func heldOutAnswersThatAreNotUnderstoodEndIt() throws {
    // What one half of the answers calls a blob is a streak to the other.
    let truth = tinySurvey(48).labels
    let folds = AnswerFolds(labels: truth, count: 2, seed: 1)
    let labels = truth.indices.map { folds.parts[$0] == 0 ? truth[$0] : 1 - truth[$0] }
    let committee = try committee(labels: labels, folds: folds)
    let collapse = try #require(committee.collapse)
    #expect(collapse.contains("no better than by chance"))
    #expect(committee.weights.isEmpty)
  }

  @Test func divergenceEndsIt() throws {
    let committee = try committee { $0.learningRate = 1e30 }
    #expect(try #require(committee.collapse).contains("diverged in epoch"))
    #expect(committee.weights.isEmpty)
  }
}
