internal import Layers
internal import Tensors

/// The measured shape on its way into a dense head: standardised, then a layer of its own.
final class ShapeBranch: Module {
  /// Numbers that it hands to the head.
  static let width = 64
  /// Mean and standard deviation of each measured number over the training set.
  private let mean: Tensor
  private let deviation: Tensor
  private let layer: Linear

  /// - Parameter inputs: measured numbers per galaxy.
  init(inputs: Int, using random: RandomState) {
    mean = .zeros([inputs], device: random.device)
    deviation = .ones([inputs], device: random.device)
    layer = Linear(inputs, Self.width, using: random)
  }

  var children: [(name: String, module: any Module)] { [("layer", layer)] }
  var buffers: [(name: String, tensor: Tensor)] { [("mean", mean), ("deviation", deviation)] }

  /// Takes over the scale of a training set.
  func standardise(_ moments: ColumnMoments) {
    guard let (mean, variance) = moments.result else { return }
    self.mean.assign(mean)
    // A number that never changes is left as it is rather than divided by nothing.
    deviation.assign(variance.squareRoot().clamped(1e-4, 1e30))
  }

  /// Features [N, width] of measured shapes [N, inputs].
  func callAsFunction(_ shapes: Tensor, _ dropout: Dropout, _ phase: Phase) -> Tensor {
    // A shape unlike any in the training set must not outshout the picture.
    let standard = ((shapes - mean) / deviation).clamped(-5, 5)
    return layer(dropout(standard, phase)).relu().cast(to: .float32)
  }
}
