import Foundation
import Models
import Tensors
import Testing

/// Trainings on sets larger than the memory allowed.
@Suite(.serialized) struct StreamedTrainingTests {
  /// 1,200 cutouts of which about 340 are in memory at a time.
  private static let survey = tinySurvey(1_200)
  private static let held = tinySurvey(60, seed: 2)

  private func options(memory: Int, epochs: Int = 2) -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = epochs
    options.batchSize = 32
    options.precision = .float32
    options.seed = 3
    options.memory = memory
    return options
  }

  private func classifier(
    memory: Int, pause: @escaping @Sendable (Int) -> Double = { _ in 0 }
  ) throws -> TrainedModel {
    try ClassifierTrainer(options(memory: memory)).train(
      WatchedCutouts(Self.survey.cutouts, pause: pause), labels: Self.survey.labels,
      validation: Self.held.cutouts, validationLabels: Self.held.labels,
      classNames: ["blob", "streak"])
  }

  @Test func theSameSeedGivesTheSameWeightsWhateverTheTiming() throws {
    let memory = 1_200 * 32 * 32 * 3
    let one = try classifier(memory: memory)
    let other = try classifier(memory: memory) { $0 % 2 == 0 ? 0.05 : 0 }
    #expect(one.weights == other.weights)
    #expect(one.history.map { $0.values["loss"] } == other.history.map { $0.values["loss"] })
    let inMemory = try classifier(memory: 1 << 30)
    #expect(inMemory.weights != one.weights, "the order differs, or nothing was streamed")
    #expect(inMemory.configuration == one.configuration)
    for model in [one, inMemory] { #expect(model.metrics["validationAccuracy"] == 1) }
  }

  @Test func embedderAndScorerLearnFromAStream() throws {
    let options = options(memory: 1_200 * 32 * 32 * 3, epochs: 1)
    let source = WatchedCutouts(Self.survey.cutouts)
    let scorer = try ScorerTrainer(options).train(
      source, validation: WatchedCutouts(Self.held.cutouts))
    #expect(scorer.metrics["validationLoss"]!.isFinite)
    let embedder = try EmbedderTrainer(options).train(
      source, validation: CutoutSet(size: 32, pixels: []))
    #expect(embedder.metrics["validationLoss"]!.isFinite)
    #expect(source.reads.going == 0)
  }

  @Test func anInterruptionLeavesNoThreadBehind() throws {
    weak var gone: WatchedCutouts?
    do {
      let source = WatchedCutouts(Self.survey.cutouts) { _ in 0.002 }
      gone = source
      var options = options(memory: 1_200 * 32 * 32 * 3, epochs: 50)
      // The survey is measured with five reads; some pools later comes the interruption.
      options.isCancelled = { [weak source] in (source?.reads.begun ?? 0) > 12 }
      #expect(throws: ModelError.interrupted) {
        try ScorerTrainer(options).train(source, validation: Self.held.cutouts)
      }
      let begun = source.reads.begun
      #expect(source.reads.going == 0)
      Thread.sleep(forTimeInterval: 0.05)
      #expect(source.reads.begun == begun)
    }
    for _ in 0..<200 where gone != nil { Thread.sleep(forTimeInterval: 0.01) }
    #expect(gone == nil)
  }

  @Test func aStoreThatFailsEndsTheTraining() throws {
    let source = WatchedCutouts(Self.survey.cutouts, failing: 1_000)
    #expect(throws: WatchedCutouts.Failure.self) {
      try ScorerTrainer(options(memory: 1 << 20)).train(source, validation: Self.held.cutouts)
    }
    #expect(source.reads.going == 0)
  }
}
