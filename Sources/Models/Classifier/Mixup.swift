private import Evaluation
private import Foundation
private import Layers
internal import Tensors

/// Pictures laid over one another in pairs, with both classes as their target (Zhang et al. 2018).
///
/// Each goes with the one in its place from the batch's other end: batches are shuffled already.
struct Mixup {
  /// Weight of the picture itself against the other.
  let share: Double

  /// No mixing.
  static let none = Mixup(share: 1)

  init(share: Double) { self.share = share }

  /// Draws the weight from Beta(α, α) with 0 < α ≤ 1, by Jöhnk's method.
  init(alpha: Double, using chance: inout some RandomNumberGenerator) {
    var (own, other) = (0.0, 0.0)
    repeat {
      own = pow(Double.random(in: 0..<1, using: &chance), 1 / alpha)
      other = pow(Double.random(in: 0..<1, using: &chance), 1 / alpha)
    } while own + other > 1 || own + other == 0
    share = own / (own + other)
  }

  /// Rows mixed with those from the other end.
  func callAsFunction(_ rows: Tensor) -> Tensor {
    guard share < 1 else { return rows }
    let mixed = rows * share + rows.flipped(0) * (1 - share)
    return rows.rank == 4 ? mixed.channelsLast() : mixed
  }

  /// Mean cross-entropy against both classes, each by its share.
  func crossEntropy(_ logits: Tensor, _ classes: Tensor, smoothing: Double) -> Tensor {
    let own = Losses.crossEntropy(logits, classes, smoothing: smoothing)
    guard share < 1 else { return own }
    let other = Losses.crossEntropy(logits, classes.flipped(0), smoothing: smoothing)
    return own * share + other * (1 - share)
  }
}
