package import Tensors

/// Two 3 × 3 convolutions beside a way around them, each after batch norm and ReLU.
///
/// Pictures of [N, C, H, W] keep their shape. He, Zhang, Ren & Sun, "Identity mappings in deep
/// residual networks", 2016, figure 1(b). The last convolution starts at zero, so the block starts
/// as the identity. The second norm is folded into the first convolution in inference.
package final class ResidualBlock: Module {
  private let norm: BatchNorm2d
  private let body: ConvBlock
  private let last: Conv2d

  /// A block over `channels` channels, C.
  package init(_ channels: Int, using random: RandomState) {
    norm = BatchNorm2d(channels, using: random)
    body = ConvBlock(channels, channels, using: random)
    last = Conv2d(channels, channels, hasBias: false, using: random).zeroed()
  }

  /// `norm`, `body` and `last`.
  package var children: [(name: String, module: any Module)] {
    [("norm", norm), ("body", body), ("last", last)]
  }

  /// x + f(x), [N, C, H, W].
  package func callAsFunction(_ x: Tensor, _ phase: Phase) -> Tensor {
    let active = phase.isTraining ? norm.withRelu(x, pool: 1) : norm(x, phase).relu()
    return x + last(body(active, phase))
  }
}
