package import Tensors

/// An affine map of feature vectors: x · Wᵀ + b.
package final class Linear: Module {
  package let weight: Tensor
  package let bias: Tensor

  package init(_ inputs: Int, _ outputs: Int, using random: RandomState) {
    weight = Initialization.uniform([outputs, inputs], fanIn: inputs, using: random)
    bias = Initialization.uniform([outputs], fanIn: inputs, using: random)
  }

  package var parameters: [(name: String, tensor: Tensor)] { [("weight", weight), ("bias", bias)] }

  /// Starts the layer at zero, so that what follows it begins as the identity.
  package func zeroed() -> Linear {
    weight.fill(0)
    bias.fill(0)
    return self
  }

  package func callAsFunction(_ x: Tensor) -> Tensor { x.linear(weight: weight, bias: bias) }
}
