package import Layers
package import Tensors

/// Four strided convolution blocks: [N, 3, 64, 64] to feature maps of 32, 64, 128, 256 channels.
package final class CutoutEncoder: Module {
  private let blocks: [ConvBlock]
  /// Channels of each level's feature map.
  package static let channels = [32, 64, 128, 256]

  /// Numbers of the coarsest feature map of a picture.
  static func flatCount(size: Int) -> Double {
    Double(channels[channels.count - 1] * (size / 16) * (size / 16))
  }

  /// Numbers of its kernels, which are 4 by 4.
  static let kernelNumbers = Double(
    zip([3] + channels, channels).reduce(0) { $0 + 16 * $1.0 * $1.1 })

  package init(using random: RandomState) {
    blocks = zip([3] + Self.channels, Self.channels).map { inputs, outputs in
      ConvBlock(inputs, outputs, size: 4, stride: 2, padding: 1, using: random)
    }
  }

  package var children: [(name: String, module: any Module)] {
    blocks.enumerated().map { ("\($0.offset)", $0.element) }
  }

  /// The feature map of every level, finest first.
  package func levels(_ x: Tensor, _ phase: Phase) -> [Tensor] {
    var maps: [Tensor] = []
    for block in blocks { maps.append(block(maps.last ?? x, phase)) }
    return maps
  }

  /// The coarsest feature map as one row per picture, [N, 256 · (size / 16)²].
  package func flattened(_ map: Tensor) -> Tensor {
    map.permuted(0, 2, 3, 1).reshaped(map.shape[0], -1)
  }
}
