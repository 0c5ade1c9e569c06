private import Layers
private import Tensors

/// Trains the autoencoder on unlabelled cutouts, by mean squared error.
package struct ScorerTrainer: Sendable {
  package let options: TrainingOptions

  package init(_ options: TrainingOptions) { self.options = options }

  /// - Parameter validation: cutouts that choose the best epoch and are never learned from.
  package func train(_ training: CutoutSet, validation: CutoutSet) throws -> TrainedModel {
    guard training.count >= 2 else { throw ModelError.tooFew(found: training.count, needed: 2) }
    var configuration = try ScorerConfiguration(preset: options.preset, size: training.size)
    configuration.preprocessing = Preprocessing(measuring: training)
    configuration.epochs = options.epochs ?? configuration.epochs
    configuration.batchSize = options.batchSize ?? configuration.batchSize
    configuration.learningRate = options.learningRate ?? configuration.learningRate

    let random = RandomState(seed: options.seed, device: options.device)
    let chance = RandomState(seed: options.seed ^ 0x5bd1_e995)
    let module = configuration.makeModule(using: random)
    let source = try BatchSource(
      training, batchSize: configuration.batchSize, device: options.device)
    let outcome = try TrainingLoop(
      module: module, source: source, epochs: configuration.epochs,
      learningRate: configuration.learningRate, weightDecay: 0, random: random, options: options
    ).run(
      loss: { bytes, _, _ in
        let symmetry = Int(chance.uniform([1]).item * 8)
        let pictures = SquareSymmetry.apply(symmetry, to: configuration.preprocessing(bytes))
        let error = (module(pictures, .training(random)) - pictures).square()
        return error.sum(1, 2, 3).mean()
      },
      validate: {
        let scores = try Scorer(configuration, module, options.device, options.precision)
          .errors(validation.count > 0 ? validation : training)
        func mean(_ values: [Float]) -> Double {
          values.reduce(0.0) { $0 + Double($1) } / Double(max(1, values.count))
        }
        return ["validationLoss": mean(scores.plain), "weightedError": mean(scores.weighted)]
      },
      rating: { -($0["validationLoss"] ?? 0) })
    return TrainedModel(
      kind: .scorer, preset: configuration.preset, seed: options.seed,
      configuration: try stableJSON(configuration), metrics: outcome.best.values,
      history: outcome.history, weights: try Safetensors.encode(module.state).map { $0 },
      seconds: outcome.seconds, imagesPerSecond: outcome.imagesPerSecond)
  }
}
