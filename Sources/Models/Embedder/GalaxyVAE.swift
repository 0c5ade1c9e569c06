package import Layers
package import Tensors

/// A variational autoencoder of galaxy cutouts with a normalizing flow as its prior.
///
/// Encoder q(z|x) = N(μ, diag σ²), decoder x̂(z) (Kingma & Welling 2014); the flow is p(z).
package final class GalaxyVAE: Module {
  package let encoder: CutoutEncoder
  private let toMean: Linear
  private let toLogVariance: Linear
  private let decoder: CutoutDecoder
  package let flow: NormalizingFlow

  package init(latent: Int, size: Int, flowLayers: Int, flowHidden: Int, using random: RandomState)
  {
    encoder = CutoutEncoder(using: random)
    let flat = CutoutEncoder.channels.last! * (size / 16) * (size / 16)
    toMean = Linear(flat, latent, using: random)
    toLogVariance = Linear(flat, latent, using: random).zeroed()
    decoder = CutoutDecoder(code: latent, size: size, using: random)
    flow = NormalizingFlow(
      dimension: latent, layers: flowLayers, hidden: flowHidden, using: random)
  }

  package var children: [(name: String, module: any Module)] {
    [
      ("encoder", encoder), ("mean", toMean), ("log_variance", toLogVariance),
      ("decoder", decoder), ("flow", flow),
    ]
  }

  /// μ and log σ² [N, D] of pictures [N, 3, H, W], and the encoder's feature maps.
  package func encode(
    _ pictures: Tensor, _ phase: Phase
  ) -> (mean: Tensor, logVariance: Tensor, levels: [Tensor]) {
    let levels = encoder.levels(pictures, phase)
    let flat = encoder.flattened(levels.last!)
    return (
      toMean(flat).cast(to: .float32),
      toLogVariance(flat).cast(to: .float32).clamped(-10, 10), levels
    )
  }

  /// Pictures [N, 3, H, W] in [0, 1] of latents [N, D].
  package func decode(_ latent: Tensor, _ phase: Phase) -> Tensor { decoder(latent, phase) }

  /// New pictures: base noise → flow → decoder, all in evaluation mode.
  ///
  /// - Parameter prior: `plain` leaves the flow out.
  package func sample(
    _ count: Int, prior: LatentPrior = .flow, using random: RandomState
  ) -> Tensor {
    let base = random.normal([count, flow.dimension])
    return decode(prior == .flow ? flow.forward(base) : base, .inference)
  }
}
