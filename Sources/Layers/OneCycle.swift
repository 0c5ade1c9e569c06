private import Foundation

/// A learning rate that rises, then falls to almost nothing, along two half cosines.
///
/// From peak/25 to the peak, then to peak/10,000. Smith & Topin, "Super-convergence: very fast
/// training of neural networks using large learning rates", 2018; PyTorch's `OneCycleLR` has the
/// same cosines and ends lower.
package struct OneCycle: Sendable {
  /// Highest rate.
  package let peak: Double
  /// Steps in all.
  package let steps: Int
  /// Share of the steps spent rising.
  package let warmup: Double

  /// A cycle over a whole training.
  ///
  /// - Parameters:
  ///   - peak: highest rate.
  ///   - steps: steps of the optimizer in all, 1 at least.
  ///   - warmup: share of the steps spent rising, in 0 ..< 1.
  package init(peak: Double, steps: Int, warmup: Double = 0.25) {
    self.peak = peak
    self.steps = max(1, steps)
    self.warmup = warmup
  }

  /// The rate at a step counted from 0.
  package func rate(at step: Int) -> Double {
    let place = Double(step) / Double(max(1, steps - 1))
    let (low, share) =
      place < warmup ? (peak / 25, place / warmup) : (peak / 10_000, (1 - place) / (1 - warmup))
    return low + (peak - low) * (1 - cos(Double.pi * min(1, max(0, share)))) / 2
  }
}
