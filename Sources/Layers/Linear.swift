package import Tensors

/// An affine map of feature vectors: [N, I] → [N, O], x · Wᵀ + b.
///
/// ```swift
/// let layer = Linear(64, 10, using: random)
/// layer(x)  // [N, 64] → [N, 10]
/// ```
package final class Linear: Module {
  /// W, [O, I].
  package let weight: Tensor
  /// b, [O].
  package let bias: Tensor

  /// A layer whose numbers are uniform in ±1/√I, as PyTorch starts its own.
  ///
  /// - Parameters:
  ///   - inputs: features of a row that comes in, I.
  ///   - outputs: features of a row that goes out, O.
  ///   - random: what the layer's numbers are drawn from; its device is the layer's.
  package init(_ inputs: Int, _ outputs: Int, using random: RandomState) {
    weight = Initialization.uniform([outputs, inputs], fanIn: inputs, using: random)
    bias = Initialization.uniform([outputs], fanIn: inputs, using: random)
  }

  /// `weight` and `bias`, as PyTorch calls them.
  package var parameters: [(name: String, tensor: Tensor)] { [("weight", weight), ("bias", bias)] }

  /// Starts the layer at zero, so that what follows it begins as the identity.
  package func zeroed() -> Linear {
    weight.fill(0)
    bias.fill(0)
    return self
  }

  /// The map of each row, [N, I] → [N, O].
  package func callAsFunction(_ x: Tensor) -> Tensor { x.linear(weight: weight, bias: bias) }
}
