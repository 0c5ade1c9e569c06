package import Tensors

/// Starting values for weights.
package enum Initialization {
  /// Normal numbers of variance 2 / fan-in, for layers before a ReLU (He et al. 2015).
  package static func he(_ shape: [Int], using random: RandomState) -> Tensor {
    let fanIn = shape.dropFirst().reduce(1, *)
    return leaf(random.normal(shape) * (2 / Double(fanIn)).squareRoot())
  }

  /// Uniform numbers within ±1/√(fan-in), PyTorch's default for linear layers.
  package static func uniform(_ shape: [Int], fanIn: Int, using random: RandomState) -> Tensor {
    let bound = 1 / Double(fanIn).squareRoot()
    return leaf((random.uniform(shape) * 2 - 1) * bound)
  }

  /// One value everywhere.
  package static func constant(_ shape: [Int], _ value: Double, like random: RandomState) -> Tensor
  { leaf(.full(shape, value, device: random.device)) }

  /// A leaf that gradients are gathered for, with channels innermost where it is a kernel.
  private static func leaf(_ values: Tensor) -> Tensor {
    (values.rank == 4 ? values.channelsLast() : values).requiringGradient()
  }
}
