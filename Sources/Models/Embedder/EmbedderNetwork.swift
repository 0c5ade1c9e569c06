internal import Layers
internal import Tensors

/// The VAE with the projection that its embedding ends in: what an embedder's checkpoint holds.
final class EmbedderNetwork: Module {
  let vae: GalaxyVAE
  let projection: EmbeddingProjection

  init(_ configuration: EmbedderConfiguration, using random: RandomState) {
    vae = GalaxyVAE(
      latent: configuration.latent, size: configuration.size,
      flowLayers: configuration.flowLayers, flowHidden: configuration.flowHidden, using: random)
    projection = EmbeddingProjection(
      blocks: configuration.blocks, components: configuration.dimension, device: random.device)
  }

  var children: [(name: String, module: any Module)] {
    [("vae", vae), ("embedding", projection)]
  }

  /// What the network sees of pictures, [N, D]: μ and the pooled maps of the two coarsest levels.
  func features(_ pictures: Tensor) -> (embedding: Tensor, latent: Tensor) {
    let (latent, _, levels) = vae.encode(pictures, .inference)
    let pooled = levels.suffix(2).map { $0.mean(2, 3).cast(to: .float32) }
    return (.concatenated([latent] + pooled, along: 1), latent)
  }
}
