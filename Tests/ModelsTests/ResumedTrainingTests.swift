import Foundation
import Tensors
import Testing

@testable import Models

/// Trainings that are broken off after an epoch and go on from its checkpoint.
@Suite(.serialized) struct ResumedTrainingTests {
  /// Keeps the latest checkpoint, and whether to stop.
  private final class Keeper: @unchecked Sendable {
    // Trainings call it from the thread they run on.
    var latest: TrainingCheckpoint?
    let lastEpoch: Int

    init(lastEpoch: Int) { self.lastEpoch = lastEpoch }

    var isDone: Bool { (latest?.history.count ?? 0) >= lastEpoch }
  }

  private func options(preset: String = "seed") -> TrainingOptions {
    var options = TrainingOptions()
    options.preset = preset
    options.epochs = 3
    options.batchSize = 16
    options.precision = .float32
    options.seed = 3
    return options
  }

  /// The unbroken model, and that of a training broken off in the epoch after the first.
  private func both(
    _ options: TrainingOptions, train: (TrainingOptions) throws -> TrainedModel
  ) throws -> (whole: TrainedModel, resumed: TrainedModel) {
    let whole = try train(options)
    let keeper = Keeper(lastEpoch: 1)
    var broken = options
    broken.keepCheckpoint = { keeper.latest = $0 }
    broken.isCancelled = { keeper.isDone }
    #expect(throws: ModelError.interrupted) { try train(broken) }
    let checkpoint = try #require(keeper.latest)
    #expect(checkpoint.history.count == 1 && checkpoint.epochs == options.epochs)
    var again = options
    again.checkpoint = checkpoint
    return (whole, try train(again))
  }

  private func expectSame(_ models: (whole: TrainedModel, resumed: TrainedModel)) {
    let (whole, resumed) = models
    #expect(whole.weights == resumed.weights)
    #expect(whole.configuration == resumed.configuration)
    #expect(whole.metrics == resumed.metrics)
    #expect(whole.history.map(\.values) == resumed.history.map(\.values))
    #expect(resumed.history.map(\.epoch) == [1, 2, 3])
    #expect(resumed.seconds >= resumed.history[0].seconds)
  }

  @Test(arguments: ["seed", "strong"]) func classifier(_ preset: String) throws {
    let (training, labels) = tinySurvey(48)
    let (validation, truth) = tinySurvey(16, seed: 2)
    expectSame(
      try both(options(preset: preset)) {
        try ClassifierTrainer($0).train(
          training, labels: labels, validation: validation, validationLabels: truth,
          classNames: ["blob", "streak"])
      })
  }

  @Test func embedder() throws {
    let (training, _) = tinySurvey(48)
    let (validation, _) = tinySurvey(16, seed: 2)
    expectSame(
      try both(options()) { try EmbedderTrainer($0).train(training, validation: validation) })
  }

  @Test(arguments: [1 << 30, 300 * 32 * 32 * 3]) func scorer(_ memory: Int) throws {
    // The smaller budget reads the set pool by pool.
    let (training, _) = tinySurvey(400)
    var options = options()
    options.memory = memory
    options.batchSize = 64
    expectSame(try both(options) { try ScorerTrainer($0).train(training, validation: training) })
  }

  @Test func aCheckpointOfAnotherNetworkIsRefused() throws {
    let (training, labels) = tinySurvey(32)
    let keeper = Keeper(lastEpoch: 9)
    var options = options()
    options.epochs = 1
    options.keepCheckpoint = { keeper.latest = $0 }
    func train(_ options: TrainingOptions) throws -> TrainedModel {
      try ClassifierTrainer(options).train(
        training, labels: labels, validation: training, validationLabels: labels,
        classNames: ["a", "b"])
    }
    let model = try train(options)
    let checkpoint = try #require(keeper.latest)
    // After the last epoch nothing is left to do but to keep the best weights.
    options.checkpoint = checkpoint
    #expect(try train(options).weights == model.weights)
    options.checkpoint = TrainingCheckpoint(
      configuration: checkpoint.configuration.replacing("[32,64,128]", with: "[32,64]"),
      history: checkpoint.history, epochs: 1, step: checkpoint.step, tensors: checkpoint.tensors)
    #expect(throws: (any Error).self) { try train(options) }
  }

  @Test func everyEpochDrawsItsOwnNumbers() {
    func drawn(_ seed: UInt64, _ epoch: Int) -> [Float] {
      let chance = EpochChance(seed: seed, epoch: epoch, device: .cpu)
      return chance.onDevice.normal([4]).array() + chance.onHost.normal([4]).array()
        + [Float(Int.random(in: 0..<1_000_000, using: &chance.choices))]
    }
    #expect(drawn(1, 2) == drawn(1, 2))
    let all = [drawn(1, 2), drawn(1, 3), drawn(2, 2), drawn(2, 3)]
    #expect(Set(all).count == 4)
    #expect(Array(all[0][..<4]) != Array(all[0][4..<8]))
  }
}
