package import Tensors

/// Zeroes each number with a chance p in training and scales the rest by 1/(1 − p); of any shape.
///
/// Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014. In
/// inference it does nothing.
package struct Dropout {
  /// Chance that a number is zeroed, 0 ..< 1.
  package let rate: Double

  /// Dropout of a chance in 0 ..< 1.
  package init(_ rate: Double) { self.rate = rate }

  /// The numbers that stay, scaled; x itself in inference.
  package func callAsFunction(_ x: Tensor, _ phase: Phase) -> Tensor {
    guard rate > 0, case .training(let random) = phase else { return x }
    return x * (random.uniform(x.shape).isLess(than: 1 - rate) / (1 - rate))
  }
}
