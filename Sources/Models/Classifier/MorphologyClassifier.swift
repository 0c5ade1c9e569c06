package import Layers
package import Tensors

/// The supervised classifier: convolution blocks, global average pooling, a dense head.
///
/// Conv3×3 → BatchNorm → ReLU → MaxPool on each level, with residual blocks after it where the
/// settings have some; never flattened, which would bring a million parameters and overfitting. The
/// measured shape, where it is used, joins the pooled features before the head.
package final class MorphologyClassifier: Module {
  private let blocks: [ConvBlock]
  private let residuals: [[ResidualBlock]]
  private let shape: ShapeBranch?
  private let head: Linear
  private let dropout: Dropout
  private let noise: Double

  /// The network before its training, one output for each class name.
  package init(_ configuration: ClassifierConfiguration, using random: RandomState) {
    let filters = configuration.filters
    blocks = zip([3] + filters, filters).map { ConvBlock($0, $1, pool: 2, using: random) }
    residuals = zip(filters, configuration.residuals).map { width, count in
      (0..<count).map { _ in ResidualBlock(width, using: random) }
    }
    let columns = configuration.shapeColumns
    shape = columns > 0 ? ShapeBranch(inputs: columns, using: random) : nil
    head = Linear(
      filters.last! + (shape == nil ? 0 : ShapeBranch.width), configuration.classNames.count,
      using: random)
    dropout = Dropout(configuration.dropout)
    noise = configuration.inputNoise
  }

  package var children: [(name: String, module: any Module)] {
    var all: [(name: String, module: any Module)] = []
    for (level, block) in blocks.enumerated() { all.append(("blocks.\(level)", block)) }
    for (level, group) in residuals.enumerated() {
      for (place, block) in group.enumerated() {
        all.append(("residuals.\(level).\(place)", block))
      }
    }
    if let shape { all.append(("shape", shape)) }
    return all + [("head", head)]
  }

  /// Takes over the scale of the training set's measured shapes.
  func standardiseShapes(_ moments: ColumnMoments) { shape?.standardise(moments) }

  /// Logits [N, K] of pictures [N, 3, H, W] and, where they are used, measured shapes [N, columns].
  package func callAsFunction(_ pictures: Tensor, shapes: Tensor?, _ phase: Phase) -> Tensor {
    var x = pictures
    if noise > 0, case .training(let random) = phase {
      x = x.addingNoise(noise, using: random)
    }
    for (level, block) in blocks.enumerated() {
      x = block(x, phase)
      if level < residuals.count { for residual in residuals[level] { x = residual(x, phase) } }
    }
    var features = x.mean(2, 3).cast(to: .float32)
    if let shape, let shapes {
      features = .concatenated([features, shape(shapes, dropout, phase)], along: 1)
    }
    return head(dropout(features, phase)).cast(to: .float32)
  }
}
