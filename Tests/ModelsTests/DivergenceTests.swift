import Layers
import Tensors
import Testing

@testable import Models

/// How trainings end that do not run to their last epoch.
@Suite(.serialized) struct DivergenceTests {
  private let survey = tinySurvey(64)

  /// A scorer's training whose loss is multiplied by `factor` of the share done.
  private func run(
    _ options: TrainingOptions, factor: @escaping (Double) -> Double,
    validation: @escaping () -> Double = { 1 }
  ) throws -> TrainingRun<ScorerConfiguration>.Outcome {
    let run = try TrainingRun<ScorerConfiguration>(survey.cutouts, options)
    return try run.learn(
      loss: { cutouts, _, progress, chance in
        let pictures = run.loaded.pictures(cutouts)
        return (run.network(pictures, .training(chance.onDevice)) - pictures).square().mean()
          * factor(progress)
      },
      validate: { ["validationLoss": validation()] })
  }

  private func options(epochs: Int, batchSize: Int = 32) -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = epochs
    options.batchSize = batchSize
    options.precision = .float32
    options.seed = 3
    return options
  }

  @Test func theBestEpochBeforeIsKept() throws {
    var losses = [5.0, 3, 4, 2, 1][...]
    // Two steps an epoch: the fourth epoch begins at 6 of 10.
    let outcome = try run(options(epochs: 5)) {
      $0 < 0.65 ? 1 : .nan
    } validation: {
      losses.removeFirst()
    }
    #expect(outcome.ending == .diverged(epoch: 4))
    #expect(outcome.history.map(\.epoch) == [1, 2, 3])
    #expect(outcome.best.epoch == 2)
  }

  @Test func theKeptWeightsAreThoseOfThatEpoch() throws {
    func weights(diverging: Bool) throws -> [UInt8] {
      var options = options(epochs: 4)
      options.learningRate = 1e-3
      let run = try TrainingRun<ScorerConfiguration>(survey.cutouts, options)
      var epoch = 0
      let outcome = try run.learn(
        loss: { cutouts, _, progress, chance in
          let pictures = run.loaded.pictures(cutouts)
          let error = (run.network(pictures, .training(chance.onDevice)) - pictures).square()
          return error.mean() * (diverging && progress >= 0.5 ? .infinity : 1)
        },
        validate: {
          epoch += 1
          return ["validationLoss": epoch == 2 ? 1 : 2]
        })
      #expect(outcome.best.epoch == 2)
      return try run.model(of: outcome).weights
    }
    let kept = try weights(diverging: true)
    #expect(kept == (try weights(diverging: false)))
  }

  @Test func withoutAGoodEpochThereIsNothing() throws {
    #expect(throws: ModelError.diverged(epoch: 1)) {
      _ = try run(options(epochs: 2)) { _ in .nan }
    }
    #expect(throws: ModelError.diverged(epoch: 1)) {
      _ = try run(options(epochs: 2), factor: { _ in 1 }, validation: { .nan })
    }
  }

  @Test func aLongEpochIsLeftInItsMidst() throws {
    // 64 steps an epoch; the first look after the tenth is at the 32nd.
    var steps = 0
    #expect(throws: ModelError.diverged(epoch: 1)) {
      _ = try run(options(epochs: 1, batchSize: 1)) { _ in
        steps += 1
        return steps < 10 ? 1 : .nan
      }
    }
    #expect(steps == 32)
  }

  @Test func patienceEndsATraining() throws {
    var losses = [5.0, 3, 4, 3, 1, 1, 1][...]
    var options = options(epochs: 7)
    options.patience = 2
    let outcome = try run(options, factor: { _ in 1 }) { losses.removeFirst() }
    #expect(outcome.ending == .outOfPatience)
    #expect(outcome.history.count == 4 && outcome.best.epoch == 2)
    options.patience = 3
    losses = [5.0, 3, 4, 3, 1, 1, 1][...]
    let patient = try run(options, factor: { _ in 1 }) { losses.removeFirst() }
    #expect(patient.ending == .finished && patient.best.epoch == 5)
  }

  @Test func numbersThatAreNotFiniteAreFound() {
    let tensors = ["a": Tensor.ones([3, 2]), "b": Tensor.zeros([4])]
    #expect(tensors.areFinite && [String: Tensor]().areFinite)
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(!tensors.merging(["c": .full([2], bad)]) { $1 }.areFinite)
    }
  }
}
