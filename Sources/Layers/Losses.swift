private import Foundation
package import Tensors

/// Losses and log-densities, in nats; each gives one number a row, [N], unless it says otherwise.
package enum Losses {
  /// Mean cross-entropy of logits against class numbers, with label smoothing: one number, [].
  ///
  /// Smoothing moves a share ε of the target evenly to all classes: Szegedy et al., "Rethinking the
  /// Inception architecture for computer vision", 2016, section 7.
  ///
  /// - Parameters:
  ///   - logits: log-probabilities up to a constant a row, [N, K]; computed in float32.
  ///   - classes: class numbers in 0 ..< K, int64, [N].
  ///   - smoothing: the share ε, in 0 ..< 1.
  package static func crossEntropy(_ logits: Tensor, _ classes: Tensor, smoothing: Double) -> Tensor
  {
    let logProbabilities = logits.cast(to: .float32).logSoftmax(1)
    let hit = logProbabilities.gathered(1, classes.reshaped(-1, 1)).mean()
    if smoothing == 0 { return -hit }
    return -(hit * (1 - smoothing) + logProbabilities.mean() * smoothing)
  }

  /// log N(z; 0, I) = −(|z|² + D log 2π) / 2 of each row of [N, D]: [N].
  package static func standardNormalLogDensity(_ z: Tensor) -> Tensor {
    let dimension = Double(z.shape[1])
    return z.square().sum(1) * -0.5 - 0.5 * dimension * log(2 * Double.pi)
  }

  /// log N(z; μ, diag σ²) of each row of [N, D], given μ and log σ² of the same shape: [N].
  package static func normalLogDensity(_ z: Tensor, mean: Tensor, logVariance: Tensor) -> Tensor {
    let dimension = Double(z.shape[1])
    let deviations = (z - mean).square() / logVariance.exp()
    return (deviations + logVariance).sum(1) * -0.5 - 0.5 * dimension * log(2 * Double.pi)
  }

  /// KL(N(μ, diag σ²) ‖ N(0, I)) = Σ (μ² + σ² − log σ² − 1) / 2 of each row of [N, D]: [N].
  ///
  /// Kingma & Welling, "Auto-encoding variational Bayes", 2014, appendix B.
  package static func klToStandardNormal(mean: Tensor, logVariance: Tensor) -> Tensor {
    (mean.square() + logVariance.exp() - logVariance - 1).sum(1) * 0.5
  }
}
