package import Tensors

/// Convolution, batch norm, ReLU and, where wanted, max pooling.
///
/// In inference the norm is folded into the kernels; in training the three steps after the
/// convolution are one operation.
package final class ConvBlock: Module {
  package let convolution: Conv2d
  package let norm: BatchNorm2d
  private let pool: Int
  private let upsamples: Bool

  /// - Parameters:
  ///   - pool: side of the windows of which the largest value is kept; 1 keeps all.
  ///   - upsamples: whether each pixel is first repeated 2 × 2 times; for 3 × 3 kernels.
  package init(
    _ inputs: Int, _ outputs: Int, size: Int = 3, stride: Int = 1, padding: Int = 1,
    pool: Int = 1, upsamples: Bool = false, using random: RandomState
  ) {
    precondition(!upsamples || (size == 3 && stride == 1 && padding == 1))
    convolution = Conv2d(
      inputs, outputs, size: size, stride: stride, padding: padding, hasBias: false, using: random)
    norm = BatchNorm2d(outputs, using: random)
    self.pool = pool
    self.upsamples = upsamples
  }

  package var children: [(name: String, module: any Module)] {
    [("conv", convolution), ("norm", norm)]
  }

  package func callAsFunction(_ x: Tensor, _ phase: Phase) -> Tensor {
    if phase.isTraining {
      return norm.withRelu(convolved(x, convolution.weight, nil), pool: pool)
    }
    let (weight, bias) = folded()
    return convolved(x, weight, bias).reluPooled(pool)
  }

  private func convolved(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?) -> Tensor {
    if upsamples { return x.upsampledConvolved(weight: weight, bias: bias) }
    return x.convolved(
      weight: weight, bias: bias, stride: convolution.stride, padding: convolution.padding)
  }

  /// Kernels and bias that do what convolution and norm do together: w·γ/√(σ²+ε), β − μ·γ/√(σ²+ε).
  private func folded() -> (weight: Tensor, bias: Tensor) {
    let gain = norm.weight / (norm.runningVariance + norm.epsilon).squareRoot()
    return (
      convolution.weight * gain.reshaped(-1, 1, 1, 1), norm.bias - norm.runningMean * gain
    )
  }
}
