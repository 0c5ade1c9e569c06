package import Tensors

/// Convolution, batch norm and ReLU; in inference the norm is folded into the kernels.
package final class ConvBlock: Module {
  package let convolution: Conv2d
  package let norm: BatchNorm2d

  package init(
    _ inputs: Int, _ outputs: Int, size: Int = 3, stride: Int = 1, padding: Int = 1,
    using random: RandomState
  ) {
    convolution = Conv2d(
      inputs, outputs, size: size, stride: stride, padding: padding, hasBias: false, using: random)
    norm = BatchNorm2d(outputs, using: random)
  }

  package var children: [(name: String, module: any Module)] {
    [("conv", convolution), ("norm", norm)]
  }

  package func callAsFunction(_ x: Tensor, _ phase: Phase) -> Tensor {
    if phase.isTraining { return norm(convolution(x), phase).reluInPlace() }
    let (weight, bias) = folded()
    return x.convolved(
      weight: weight, bias: bias, stride: convolution.stride, padding: convolution.padding
    ).reluInPlace()
  }

  /// Kernels and bias that do what convolution and norm do together: w·γ/√(σ²+ε), β − μ·γ/√(σ²+ε).
  private func folded() -> (weight: Tensor, bias: Tensor) {
    let gain = norm.weight / (norm.runningVariance + norm.epsilon).squareRoot()
    return (
      convolution.weight * gain.reshaped(-1, 1, 1, 1), norm.bias - norm.runningMean * gain
    )
  }
}
