package import Tensors

/// Batch normalisation of each channel, γ (x − μ) / √(σ² + ε) + β, over [N, C, H, W] pictures.
///
/// In training μ and σ² are those of the batch, over N, H and W, and the running ones follow them
/// by a tenth; in inference they are the running ones. Statistics stay float32, also where pictures
/// are bfloat16. Ioffe & Szegedy, "Batch normalization: accelerating deep network training by
/// reducing internal covariate shift", 2015, algorithm 1.
package final class BatchNorm2d: Module {
  /// The gain γ of each channel, [C]; 1 at the start.
  package let weight: Tensor
  /// The offset β of each channel, [C]; 0 at the start.
  package let bias: Tensor
  /// Mean of each channel over the batches so far, [C].
  package let runningMean: Tensor
  /// Unbiased variance of each channel over the batches so far, [C].
  package let runningVariance: Tensor
  /// ε, which keeps the root of a channel without variance from 0.
  package let epsilon = 1e-5
  let momentum = 0.1

  /// A norm that starts with γ = 1, β = 0, a mean of 0 and a variance of 1.
  ///
  /// - Parameters:
  ///   - channels: channels of a picture, C.
  ///   - random: whose device the numbers are on; nothing is drawn.
  package init(_ channels: Int, using random: RandomState) {
    weight = Initialization.constant([channels], 1, like: random)
    bias = Initialization.constant([channels], 0, like: random)
    runningMean = .zeros([channels], device: random.device)
    runningVariance = .ones([channels], device: random.device)
  }

  /// `weight` and `bias`.
  package var parameters: [(name: String, tensor: Tensor)] { [("weight", weight), ("bias", bias)] }
  /// `running_mean` and `running_var`, as PyTorch calls them.
  package var buffers: [(name: String, tensor: Tensor)] {
    [("running_mean", runningMean), ("running_var", runningVariance)]
  }

  /// The normalised pictures; in training the running statistics move.
  package func callAsFunction(_ x: Tensor, _ phase: Phase) -> Tensor {
    x.batchNormalized(
      weight: weight, bias: bias, runningMean: runningMean, runningVariance: runningVariance,
      isTraining: phase.isTraining, momentum: momentum, epsilon: epsilon)
  }

  /// In training: the norm, ReLU and the largest of each `pool` × `pool` window as one operation.
  func withRelu(_ x: Tensor, pool: Int) -> Tensor {
    x.normalizedRelu(
      weight: weight, bias: bias, runningMean: runningMean, runningVariance: runningVariance,
      pool: pool, momentum: momentum, epsilon: epsilon)
  }
}
