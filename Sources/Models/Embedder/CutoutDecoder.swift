package import Layers
package import Tensors

/// From a code [N, D] to a picture [N, 3, 64, 64] in [0, 1] by upsampling and convolving.
package final class CutoutDecoder: Module {
  private let seed: Linear
  private let blocks: [ConvBlock]
  private let last: Conv2d
  private let side: Int
  private static let channels = [192, 96, 48, 24, 12]

  /// Numbers of the coarsest feature map of a picture.
  static func seedCount(size: Int) -> Double { Double(channels[0] * (size / 16) * (size / 16)) }

  /// A decoder for pictures of `size` pixels a side, a multiple of 16.
  package init(code: Int, size: Int, using random: RandomState) {
    side = size / 16
    seed = Linear(code, Self.channels[0] * side * side, using: random)
    blocks = zip(Self.channels, Self.channels.dropFirst()).map { inputs, outputs in
      ConvBlock(inputs, outputs, upsamples: true, using: random)
    }
    last = Conv2d(Self.channels.last!, 3, using: random)
  }

  package var children: [(name: String, module: any Module)] {
    [("seed", seed)] + blocks.enumerated().map { ("\($0.offset)", $0.element) } + [("last", last)]
  }

  package func callAsFunction(_ code: Tensor, _ phase: Phase) -> Tensor {
    // Rows of the linear map are laid out row, column, channel: already channels-last.
    var x = seed(code).relu().reshaped(-1, side, side, Self.channels[0]).permuted(0, 3, 1, 2)
    for block in blocks { x = block(x, phase) }
    return last(x).cast(to: .float32).sigmoid()
  }
}
