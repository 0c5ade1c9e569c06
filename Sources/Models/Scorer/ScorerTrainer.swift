private import Layers
private import Tensors

/// Trains the autoencoder on unlabelled cutouts, by mean squared error.
package struct ScorerTrainer: Sendable {
  package let options: TrainingOptions

  package init(_ options: TrainingOptions) { self.options = options }

  /// - Parameter validation: cutouts that choose the best epoch and are never learned from.
  package func train(
    _ training: any CutoutSource, validation: any CutoutSource
  ) throws -> TrainedModel {
    let run = try TrainingRun<ScorerConfiguration>(training, options)
    let scorer = Scorer(run.loaded)
    let outcome = try run.learn(
      loss: { cutouts, _, _, chance in
        let pictures = SquareSymmetry.apply(
          Int.random(in: 0..<8, using: &chance.choices), to: run.loaded.pictures(cutouts))
        let redrawn = run.network(pictures, .training(chance.onDevice))
        let error = (redrawn - pictures).square()
        return error.sum(1, 2, 3).mean()
      },
      validate: {
        var plain = 0.0
        var weighted = 0.0
        let held: any CutoutSource = validation.count > 0 ? validation : training
        try scorer.forEachErrors(of: held, batchSize: 256) { _, one, other in
          plain += one.reduce(0) { $0 + Double($1) }
          weighted += other.reduce(0) { $0 + Double($1) }
        }
        let count = Double(held.count)
        return ["validationLoss": plain / count, "weightedError": weighted / count]
      })
    return try run.model(of: outcome)
  }
}
