private import Layers
private import Tensors

/// Trains the VAE and its flow on unlabelled cutouts.
///
/// Loss of a picture: Σ(x − x̂)² + w·KL, w warmed up. Until the flow starts the KL is the analytic
/// one to N(0, I); from then on it is log q(z|x) − log p(z) at the drawn z, with the flow as p. A flow
/// that is not joint is fitted to the drawn latents all along, and the KL stays that to N(0, I).
package struct EmbedderTrainer: Sendable {
  package let options: TrainingOptions

  package init(_ options: TrainingOptions) { self.options = options }

  /// - Parameter validation: cutouts that choose the best epoch and are never learned from.
  package func train(
    _ training: any CutoutSource, validation: any CutoutSource
  ) throws -> TrainedModel {
    let run = try TrainingRun<EmbedderConfiguration>(training, options)
    let configuration = run.configuration
    let vae = run.network.vae
    let embedder = Embedder(run.loaded)
    let outcome = try run.learn(
      loss: { cutouts, _, progress, chance in
        let pictures = SquareSymmetry.apply(
          Int.random(in: 0..<8, using: &chance.choices), to: run.loaded.pictures(cutouts))
        let phase = Phase.training(chance.onDevice)
        let (mean, logVariance, _) = vae.encode(pictures, phase)
        let z = mean + (logVariance / 2).exp() * chance.onDevice.normal(mean.shape)
        let error = (vae.decode(z, phase) - pictures).square().sum(1, 2, 3)
        let weight = configuration.klWeight * min(1, progress / configuration.warmup)
        if !configuration.isFlowJoint {
          let kl = Losses.klToStandardNormal(mean: mean, logVariance: logVariance)
          let fit = -vae.flow.logDensity(z.detached())
          return (error + kl * weight + fit * configuration.klWeight).mean()
        }
        let kl =
          progress < configuration.flowStart
          ? Losses.klToStandardNormal(mean: mean, logVariance: logVariance)
          : Losses.normalLogDensity(z, mean: mean, logVariance: logVariance)
            - vae.flow.logDensity(z)
        return (error + kl * weight).mean()
      },
      validate: {
        try embedder.figures(validation.count > 0 ? validation : training, seed: options.seed)
      })
    try embedder.fitProjection(training)
    return try run.model(of: outcome)
  }
}
