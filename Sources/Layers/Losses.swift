private import Foundation
package import Tensors

/// Losses and log-densities; each gives one number a row unless it says otherwise.
package enum Losses {
  /// Mean cross-entropy of `logits` [N, K] against class numbers [N], with label smoothing.
  ///
  /// Smoothing ε moves that share of the target evenly to all classes (Szegedy et al. 2016).
  package static func crossEntropy(_ logits: Tensor, _ classes: Tensor, smoothing: Double) -> Tensor
  {
    let logProbabilities = logits.cast(to: .float32).logSoftmax(1)
    let hit = logProbabilities.gathered(1, classes.reshaped(-1, 1)).mean()
    if smoothing == 0 { return -hit }
    return -(hit * (1 - smoothing) + logProbabilities.mean() * smoothing)
  }

  /// log N(z; 0, I) of each row of [N, D].
  package static func standardNormalLogDensity(_ z: Tensor) -> Tensor {
    let dimension = Double(z.shape[1])
    return z.square().sum(1) * -0.5 - 0.5 * dimension * log(2 * Double.pi)
  }

  /// log N(z; μ, diag σ²) of each row, given log σ².
  package static func normalLogDensity(_ z: Tensor, mean: Tensor, logVariance: Tensor) -> Tensor {
    let dimension = Double(z.shape[1])
    let deviations = (z - mean).square() / logVariance.exp()
    return (deviations + logVariance).sum(1) * -0.5 - 0.5 * dimension * log(2 * Double.pi)
  }

  /// KL(N(μ, diag σ²) ‖ N(0, I)) of each row, in nats (Kingma & Welling 2014, appendix B).
  package static func klToStandardNormal(mean: Tensor, logVariance: Tensor) -> Tensor {
    (mean.square() + logVariance.exp() - logVariance - 1).sum(1) * 0.5
  }
}
