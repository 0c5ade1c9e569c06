internal import Layers
internal import Tensors

/// The VAE with the scale of its embedding: what an embedder's checkpoint holds.
final class EmbedderNetwork: Module {
  let vae: GalaxyVAE
  /// Mean and standard deviation of each number of the raw embedding over the training set.
  let mean: Tensor
  let deviation: Tensor

  init(_ configuration: EmbedderConfiguration, using random: RandomState) {
    vae = GalaxyVAE(
      latent: configuration.latent, size: configuration.size,
      flowLayers: configuration.flowLayers, flowHidden: configuration.flowHidden, using: random)
    let dimension = configuration.dimension
    mean = .zeros([dimension], device: random.device)
    deviation = .ones([dimension], device: random.device)
  }

  var children: [(name: String, module: any Module)] { [("vae", vae)] }
  var buffers: [(name: String, tensor: Tensor)] {
    [("embedding.mean", mean), ("embedding.deviation", deviation)]
  }

  /// What the network sees of pictures, [N, D]: μ and the pooled maps of the two coarsest levels.
  func features(_ pictures: Tensor) -> (embedding: Tensor, latent: Tensor) {
    let (latent, _, levels) = vae.encode(pictures, .inference)
    let pooled = levels.suffix(2).map { $0.mean(2, 3).cast(to: .float32) }
    return (.concatenated([latent] + pooled, along: 1), latent)
  }
}
