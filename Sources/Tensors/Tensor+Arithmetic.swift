internal import CTorch

extension Tensor {
  package static func + (x: Tensor, y: Tensor) -> Tensor {
    make { torch.add(x.handle, y.handle, $0) }
  }
  package static func - (x: Tensor, y: Tensor) -> Tensor {
    make { torch.sub(x.handle, y.handle, $0) }
  }
  package static func * (x: Tensor, y: Tensor) -> Tensor {
    make { torch.mul(x.handle, y.handle, $0) }
  }
  package static func / (x: Tensor, y: Tensor) -> Tensor {
    make { torch.div(x.handle, y.handle, $0) }
  }
  package static func + (x: Tensor, y: Double) -> Tensor {
    make { torch.add_scalar(x.handle, y, $0) }
  }
  package static func - (x: Tensor, y: Double) -> Tensor { x + (-y) }
  package static func * (x: Tensor, y: Double) -> Tensor {
    make { torch.mul_scalar(x.handle, y, $0) }
  }
  package static func * (x: Double, y: Tensor) -> Tensor { y * x }
  package static func / (x: Tensor, y: Double) -> Tensor { x * (1 / y) }
  package static prefix func - (x: Tensor) -> Tensor { make { torch.neg(x.handle, $0) } }

  /// eˣ.
  package func exp() -> Tensor { .make { torch.exp(handle, $0) } }
  /// Natural logarithm.
  package func log() -> Tensor { .make { torch.log(handle, $0) } }
  /// Square root.
  package func squareRoot() -> Tensor { .make { torch.sqrt(handle, $0) } }
  /// x².
  package func square() -> Tensor { .make { torch.square(handle, $0) } }
  /// |x|.
  package func magnitude() -> Tensor { .make { torch.abs(handle, $0) } }
  /// Hyperbolic tangent.
  package func tanh() -> Tensor { .make { torch.tanh(handle, $0) } }
  /// Inverse hyperbolic sine.
  package func asinh() -> Tensor { .make { torch.asinh(handle, $0) } }
  /// 1 / (1 + e⁻ˣ).
  package func sigmoid() -> Tensor { .make { torch.sigmoid(handle, $0) } }
  /// max(x, 0).
  package func relu() -> Tensor { .make { torch.relu(handle, $0) } }
  /// max(x, 0) written over x, for a tensor that nothing else needs.
  package func reluInPlace() -> Tensor {
    demand(torch.relu_(handle))
    return self
  }
  /// x · sigmoid(x).
  package func silu() -> Tensor { .make { torch.silu(handle, $0) } }
  /// log(1 + eˣ).
  package func softplus() -> Tensor { .make { torch.softplus(handle, $0) } }
  /// Limited to `low ... high`.
  package func clamped(_ low: Double, _ high: Double) -> Tensor {
    .make { torch.clamp(handle, low, high, $0) }
  }
  /// 1 where x < `value`, else 0, float32.
  package func isLess(than value: Double) -> Tensor {
    Tensor.make { torch.less_scalar(handle, value, $0) }.cast(to: .float32)
  }
  /// Whether every element is a finite number; waits for the device.
  package var isFinite: Bool {
    Tensor.make { torch.is_finite(handle, $0) }.cast(to: .float32).mean().item == 1
  }
}
