package import Tensors

/// Batch normalisation of each channel (Ioffe & Szegedy 2015); statistics stay float32.
package final class BatchNorm2d: Module {
  package let weight: Tensor
  package let bias: Tensor
  package let runningMean: Tensor
  package let runningVariance: Tensor
  package let epsilon = 1e-5
  let momentum = 0.1

  package init(_ channels: Int, using random: RandomState) {
    weight = Initialization.constant([channels], 1, like: random)
    bias = Initialization.constant([channels], 0, like: random)
    runningMean = .zeros([channels], device: random.device)
    runningVariance = .ones([channels], device: random.device)
  }

  package var parameters: [(name: String, tensor: Tensor)] { [("weight", weight), ("bias", bias)] }
  package var buffers: [(name: String, tensor: Tensor)] {
    [("running_mean", runningMean), ("running_var", runningVariance)]
  }

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
