package import Tensors

/// A square convolution over [N, C, H, W] pictures.
package final class Conv2d: Module {
  package let weight: Tensor
  package let bias: Tensor?
  let stride: Int
  let padding: Int

  /// He-initialised kernels of `size` × `size`; `hasBias` is false before a batch norm.
  package init(
    _ inputs: Int, _ outputs: Int, size: Int = 3, stride: Int = 1, padding: Int = 1,
    hasBias: Bool = true, using random: RandomState
  ) {
    weight = Initialization.he([outputs, inputs, size, size], using: random)
    bias = hasBias ? Initialization.constant([outputs], 0, like: random) : nil
    self.stride = stride
    self.padding = padding
  }

  package var parameters: [(name: String, tensor: Tensor)] {
    [("weight", weight)] + (bias.map { [("bias", $0)] } ?? [])
  }

  /// Starts the kernels at zero, so that a residual block begins as the identity.
  package func zeroed() -> Conv2d {
    weight.fill(0)
    return self
  }

  package func callAsFunction(_ x: Tensor) -> Tensor {
    x.convolved(weight: weight, bias: bias, stride: stride, padding: padding)
  }
}
