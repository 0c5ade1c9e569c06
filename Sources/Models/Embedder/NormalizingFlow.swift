package import Layers
package import Tensors

/// A RealNVP flow: the learned prior over the VAE's latents (Dinh et al. 2017).
///
/// `forward` takes base noise z₀ ~ N(0, I) to latents, `logDensity` takes latents back:
/// log p(z) = log N(f⁻¹(z); 0, I) + log|det ∂f⁻¹/∂z|.
package final class NormalizingFlow: Module {
  private let couplings: [AffineCoupling]
  /// Numbers a latent has.
  package let dimension: Int

  /// `layers` couplings which change the two halves in turn.
  package init(dimension: Int, layers: Int, hidden: Int, using random: RandomState) {
    self.dimension = dimension
    couplings = (0..<layers).map {
      AffineCoupling(
        dimension: dimension, hidden: hidden, movesSecondHalf: $0 % 2 == 0, using: random)
    }
  }

  package var children: [(name: String, module: any Module)] {
    couplings.enumerated().map { ("\($0.offset)", $0.element) }
  }

  /// Base noise to latents, [N, D] → [N, D].
  package func forward(_ base: Tensor) -> Tensor {
    autocasting(.float32, on: base.device) { couplings.reduce(base) { $1.forward($0) } }
  }

  /// Latents to base noise, with log|det ∂base/∂latent| of each row.
  package func inverse(_ latent: Tensor) -> (base: Tensor, logDeterminant: Tensor) {
    var base = latent
    var total: Tensor?
    // Eight layers of rounding to bfloat16 would blur the determinant: this part is float32.
    autocasting(.float32, on: latent.device) {
      for coupling in couplings.reversed() {
        let (x, logDeterminant) = coupling.inverse(base)
        base = x
        total = total.map { $0 + logDeterminant } ?? logDeterminant
      }
    }
    return (base, total ?? Losses.standardNormalLogDensity(latent) * 0)
  }

  /// log p(z) of each row in nats.
  package func logDensity(_ latent: Tensor) -> Tensor {
    let (base, logDeterminant) = inverse(latent)
    return Losses.standardNormalLogDensity(base) + logDeterminant
  }
}
