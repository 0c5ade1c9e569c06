private import Layers
private import Tensors

/// Trains the VAE and its flow on unlabelled cutouts.
///
/// Loss of a picture: Σ(x − x̂)² + w·KL, w warmed up. Until the flow starts the KL is the analytic
/// one to N(0, I); from then on it is log q(z|x) − log p(z) at the drawn z, with the flow as p.
package struct EmbedderTrainer: Sendable {
  package let options: TrainingOptions

  package init(_ options: TrainingOptions) { self.options = options }

  /// - Parameter validation: cutouts that choose the best epoch and are never learned from.
  package func train(_ training: CutoutSet, validation: CutoutSet) throws -> TrainedModel {
    guard training.count >= 2 else { throw ModelError.tooFew(found: training.count, needed: 2) }
    var configuration = try EmbedderConfiguration(preset: options.preset, size: training.size)
    configuration.preprocessing = Preprocessing(measuring: training)
    configuration.epochs = options.epochs ?? configuration.epochs
    configuration.batchSize = options.batchSize ?? configuration.batchSize
    configuration.learningRate = options.learningRate ?? configuration.learningRate

    let random = RandomState(seed: options.seed, device: options.device)
    let chance = RandomState(seed: options.seed ^ 0x5bd1_e995)
    let network = configuration.makeNetwork(using: random)
    let vae = network.vae
    let source = try BatchSource(
      training, batchSize: configuration.batchSize, device: options.device)
    let outcome = try TrainingLoop(
      module: vae, source: source, epochs: configuration.epochs,
      learningRate: configuration.learningRate, weightDecay: configuration.weightDecay,
      random: random, options: options
    ).run(
      loss: { bytes, _, progress in
        let symmetry = Int(chance.uniform([1]).item * 8)
        let pictures = SquareSymmetry.apply(symmetry, to: configuration.preprocessing(bytes))
        let phase = Phase.training(random)
        let (mean, logVariance, _) = vae.encode(pictures, phase)
        let z = mean + (logVariance / 2).exp() * random.normal(mean.shape)
        let error = (vae.decode(z, phase) - pictures).square().sum(1, 2, 3)
        let kl =
          progress < configuration.flowStart
          ? Losses.klToStandardNormal(mean: mean, logVariance: logVariance)
          : Losses.normalLogDensity(z, mean: mean, logVariance: logVariance)
            - vae.flow.logDensity(z)
        let weight = configuration.klWeight * min(1, progress / configuration.warmup)
        return (error + kl * weight).mean()
      },
      validate: {
        try Embedder(configuration, network, options.device, options.precision)
          .figures(validation.count > 0 ? validation : training, seed: options.seed)
      },
      rating: { -($0["validationLoss"] ?? 0) })
    try Embedder(configuration, network, options.device, options.precision)
      .measureScale(training, into: network)
    return TrainedModel(
      kind: .embedder, preset: configuration.preset, seed: options.seed,
      configuration: try stableJSON(configuration), metrics: outcome.best.values,
      history: outcome.history, weights: try Safetensors.encode(network.state).map { $0 },
      seconds: outcome.seconds, imagesPerSecond: outcome.imagesPerSecond)
  }
}
