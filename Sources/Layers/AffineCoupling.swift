package import Tensors

/// One affine coupling layer of a RealNVP flow over rows of latents, [N, D].
///
/// Half of the dimensions pass unchanged and set scale and shift of the other half: y₂ = x₂ ·
/// exp(s(x₁)) + t(x₁). The log-scale is bounded, s = limit · tanh(·), so that no layer can blow up.
/// It starts as the identity. Dinh, Sohl-Dickstein & Bengio, "Density estimation using Real NVP",
/// 2017, equations 4 to 8.
package final class AffineCoupling: Module {
  private let first: Linear
  private let second: Linear
  private let last: Linear
  private let passes: Range<Int>
  private let changes: Range<Int>
  private let movesSecondHalf: Bool
  private static let limit = 2.0

  /// A layer that starts as the identity.
  ///
  /// - Parameters:
  ///   - dimension: numbers in a row, D; of an odd D the second half is the larger.
  ///   - hidden: units of each of the two hidden layers that give scale and shift.
  ///   - movesSecondHalf: which half is changed; layers of a flow take turns.
  ///   - random: what the hidden layers' numbers are drawn from.
  package init(
    dimension: Int, hidden: Int, movesSecondHalf: Bool, using random: RandomState
  ) {
    let half = dimension / 2
    self.movesSecondHalf = movesSecondHalf
    passes = movesSecondHalf ? 0..<half : half..<dimension
    changes = movesSecondHalf ? half..<dimension : 0..<half
    first = Linear(passes.count, hidden, using: random)
    second = Linear(hidden, hidden, using: random)
    last = Linear(hidden, 2 * changes.count, using: random).zeroed()
  }

  /// `first`, `second` and `last`: the layers that give scale and shift.
  package var children: [(name: String, module: any Module)] {
    [("first", first), ("second", second), ("last", last)]
  }

  /// Base towards data: [N, D] → [N, D].
  package func forward(_ x: Tensor) -> Tensor {
    let (kept, scale, shift) = parts(x)
    return joined(kept, x.sliced(1, changes) * scale.exp() + shift)
  }

  /// Data towards base: [N, D] → [N, D], with log|det ∂x/∂y| = −Σ s of each row, [N], in nats.
  package func inverse(_ y: Tensor) -> (x: Tensor, logDeterminant: Tensor) {
    let (kept, scale, shift) = parts(y)
    return (joined(kept, (y.sliced(1, changes) - shift) * (-scale).exp()), -scale.sum(1))
  }

  private func parts(_ x: Tensor) -> (kept: Tensor, scale: Tensor, shift: Tensor) {
    let kept = x.sliced(1, passes)
    let out = last(second(first(kept).relu()).relu()).cast(to: .float32)
    let scale = (out.sliced(1, 0..<changes.count) / Self.limit).tanh() * Self.limit
    return (kept, scale, out.sliced(1, changes.count..<2 * changes.count))
  }

  private func joined(_ kept: Tensor, _ changed: Tensor) -> Tensor {
    .concatenated(movesSecondHalf ? [kept, changed] : [changed, kept], along: 1)
  }
}
