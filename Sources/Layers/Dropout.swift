package import Tensors

/// Zeroes each number with a given chance in training and scales the rest up (Srivastava et al. 2014).
package struct Dropout {
  /// Chance that a number is zeroed, 0 ..< 1.
  package let rate: Double

  package init(_ rate: Double) { self.rate = rate }

  package func callAsFunction(_ x: Tensor, _ phase: Phase) -> Tensor {
    guard rate > 0, case .training(let random) = phase else { return x }
    return x * (random.uniform(x.shape).isLess(than: 1 - rate) / (1 - rate))
  }
}
