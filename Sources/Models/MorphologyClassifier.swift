package import Layers
package import Tensors

/// The supervised reference: three convolution blocks, global average pooling, a dense head.
///
/// Conv3×3 → BatchNorm → ReLU → MaxPool with 32, 64 and 128 filters; never flattened, which would
/// bring a million parameters and overfitting.
package final class MorphologyClassifier: Module {
  private let blocks: [ConvBlock]
  private let head: Linear
  private let dropout: Dropout
  private let noise: Double

  /// - Parameters:
  ///   - noise: standard deviation of the Gaussian noise on the input in training.
  ///   - dropout: chance that a pooled feature is dropped in training.
  package init(
    classes: Int, filters: [Int], noise: Double, dropout: Double, using random: RandomState
  ) {
    blocks = zip([3] + filters, filters).map { ConvBlock($0, $1, pool: 2, using: random) }
    head = Linear(filters.last!, classes, using: random)
    self.dropout = Dropout(dropout)
    self.noise = noise
  }

  package var children: [(name: String, module: any Module)] {
    blocks.enumerated().map { ("blocks.\($0.offset)", $0.element) } + [("head", head)]
  }

  /// Logits [N, K] of pictures [N, 3, H, W].
  package func callAsFunction(_ pictures: Tensor, _ phase: Phase) -> Tensor {
    var x = pictures
    if noise > 0, case .training(let random) = phase {
      x = x.addingNoise(noise, using: random)
    }
    for block in blocks { x = block(x, phase) }
    return head(dropout(x.mean(2, 3).cast(to: .float32), phase)).cast(to: .float32)
  }
}
