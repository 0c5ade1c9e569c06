package import Tensors

/// A convolution of pictures with square kernels: [N, I, H, W] → [N, O, H′, W′].
///
/// H′ = ⌊(H + 2·padding − size) / stride⌋ + 1, and W′ alike. As in PyTorch, kernels aren't
/// mirrored: it is a cross-correlation.
///
/// ```swift
/// let layer = Conv2d(3, 32, using: random)
/// layer(x)  // [N, 3, 64, 64] → [N, 32, 64, 64]
/// ```
package final class Conv2d: Module {
  /// The kernels, [O, I, size, size].
  package let weight: Tensor
  /// What is added to each channel, [O]; nil where a norm follows.
  package let bias: Tensor?
  let stride: Int
  let padding: Int

  /// A layer of He-initialised kernels (He et al. 2015).
  ///
  /// - Parameters:
  ///   - inputs: channels that come in, I.
  ///   - outputs: channels that go out, O.
  ///   - size: side of a kernel, in pixels.
  ///   - stride: pixels between two places of a kernel.
  ///   - padding: rows and columns of zeros around a picture.
  ///   - hasBias: false before a batch norm, which would take the bias away.
  ///   - random: what the kernels are drawn from; its device is the layer's.
  package init(
    _ inputs: Int, _ outputs: Int, size: Int = 3, stride: Int = 1, padding: Int = 1,
    hasBias: Bool = true, using random: RandomState
  ) {
    weight = Initialization.he([outputs, inputs, size, size], using: random)
    bias = hasBias ? Initialization.constant([outputs], 0, like: random) : nil
    self.stride = stride
    self.padding = padding
  }

  /// `weight` and, where there is one, `bias`.
  package var parameters: [(name: String, tensor: Tensor)] {
    [("weight", weight)] + (bias.map { [("bias", $0)] } ?? [])
  }

  /// Starts the kernels at zero, so that a residual block begins as the identity.
  package func zeroed() -> Conv2d {
    weight.fill(0)
    return self
  }

  /// The convolved pictures, [N, O, H′, W′].
  package func callAsFunction(_ x: Tensor) -> Tensor {
    x.convolved(weight: weight, bias: bias, stride: stride, padding: padding)
  }
}
