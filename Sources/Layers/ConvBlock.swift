package import Tensors

/// Convolution, batch norm, ReLU and, where wanted, max pooling: [N, I, H, W] → [N, O, H′, W′].
///
/// H′ = ⌊⌊(u·H + 2·padding − size) / stride + 1⌋ / pool⌋ with u = 2 where it upsamples, else 1; W′
/// alike.
///
/// In inference the norm is folded into the kernels; in training the three steps after the
/// convolution are one operation.
package final class ConvBlock: Module {
  /// The convolution, which has no bias: the norm takes it away.
  package let convolution: Conv2d
  /// The norm of what the convolution gives.
  package let norm: BatchNorm2d
  private let pool: Int
  private let upsamples: Bool

  /// A block with kernels of its own.
  ///
  /// - Parameters:
  ///   - inputs: channels that come in, I.
  ///   - outputs: channels that go out, O.
  ///   - size: side of a kernel, in pixels.
  ///   - stride: pixels between two places of a kernel.
  ///   - padding: rows and columns of zeros around a picture.
  ///   - pool: side of the windows of which the largest value is kept; 1 keeps all.
  ///   - upsamples: whether each pixel is first repeated 2 × 2 times; for 3 × 3 kernels.
  ///   - random: what the kernels are drawn from.
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

  /// `conv` and `norm`.
  package var children: [(name: String, module: any Module)] {
    [("conv", convolution), ("norm", norm)]
  }

  /// The block's pictures; in training, the norm's running statistics move.
  package func callAsFunction(_ x: Tensor, _ phase: Phase) -> Tensor {
    if phase.isTraining {
      return norm.withRelu(convolved(x, convolution.weight, nil), pool: pool)
    }
    let (weight, bias) = folded()
    if pool == 1 && !upsamples {
      return x.convolvedRelu(
        weight: weight, bias: bias, stride: convolution.stride, padding: convolution.padding)
    }
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
