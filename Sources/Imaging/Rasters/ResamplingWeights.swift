import CImageCodec
import Foundation

/// Which source pixels make up each target pixel along one axis, and with what weight.
///
/// The kernel is Lanczos', a windowed sinc with three lobes, widened when shrinking so that nothing
/// aliases.
struct ResamplingWeights {
  /// First source pixel of each target pixel.
  let starts: [Int32]
  /// Source pixels a target pixel; shorter runs are padded with zero weights.
  let taps: Int
  /// `starts.count × taps` weights; each run sums to 1.
  let values: [Float]

  /// Weights for an axis of `source` pixels resampled to `target` pixels.
  init(from source: Int, to target: Int) {
    let scale = Double(source) / Double(target)
    // Shrinking widens the kernel to the size of a target pixel; enlarging keeps it.
    let widening = max(scale, 1)
    let reach = ResamplingWeights.support * widening
    let taps = min(source, Int(reach.rounded(.up)) * 2 + 1)
    var starts: [Int32] = []
    var values = [Float](repeating: 0, count: target * taps)
    starts.reserveCapacity(target)
    for i in 0..<target {
      let centre = (Double(i) + 0.5) * scale
      let first = max(0, Int((centre - reach + 0.5).rounded(.down)))
      let end = min(source, Int((centre + reach + 0.5).rounded(.down)))
      // A run at the end is moved left so that its padding stays inside the picture.
      let start = min(first, source - taps)
      starts.append(Int32(start))
      var sum = 0.0
      for pixel in first..<end {
        let weight = ResamplingWeights.lanczos(at: (Double(pixel) + 0.5 - centre) / widening)
        values[i * taps + pixel - start] = Float(weight)
        sum += weight
      }
      for tap in 0..<taps { values[i * taps + tap] /= Float(sum) }
    }
    self.starts = starts
    self.taps = taps
    self.values = values
  }

  /// Half the kernel's width, in source pixels at scale 1.
  private static let support = 3.0

  private static func lanczos(at distance: Double) -> Double {
    abs(distance) < support ? sinc(distance) * sinc(distance / support) : 0
  }

  private static func sinc(_ x: Double) -> Double {
    x == 0 ? 1 : sin(.pi * x) / (.pi * x)
  }

  /// Lends the weights to C.
  func withAxis<Result>(_ body: (ci_axis) -> Result) -> Result {
    starts.withUnsafeBufferPointer { starts in
      values.withUnsafeBufferPointer { values in
        body(
          ci_axis(
            starts: starts.baseAddress, weights: values.baseAddress,
            targets: Int32(starts.count), taps: Int32(taps)))
      }
    }
  }
}
