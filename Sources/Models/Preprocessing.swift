private import Foundation
package import Tensors

/// From bytes to what the networks see: x ↦ asinh(x / softening) / (its maximum per channel).
///
/// The maximum is taken over the training set, kept with the model, and used unchanged afterwards,
/// so that a galaxy gives the same numbers whatever else is in the batch. Result in [0, 1] for
/// galaxies no brighter than the training set's.
package struct Preprocessing: Codable, Equatable, Sendable {
  /// Where the stretch turns from linear to logarithmic, in 8-bit levels.
  package var softening: Double = 20
  /// Largest stretched value of red, green and blue in the training set.
  package var channelMaximum: [Double]

  /// A stretch with known maxima.
  package init(channelMaximum: [Double]) { self.channelMaximum = channelMaximum }

  /// The stretch measured on a training set.
  package init(measuring set: CutoutSet) {
    var largest: [UInt8] = [0, 0, 0]
    set.pixels.withUnsafeBufferPointer { pixels in
      for i in stride(from: 0, to: pixels.count, by: 3) {
        for channel in 0..<3 where pixels[i + channel] > largest[channel] {
          largest[channel] = pixels[i + channel]
        }
      }
    }
    // A channel that is black throughout stays black instead of dividing by zero.
    channelMaximum = largest.map { asinh(Double(max($0, 1)) / 20) }
  }

  /// Stretched pictures [N, 3, H, W], channels innermost in memory, from bytes [N, H, W, 3].
  package func callAsFunction(_ bytes: Tensor) -> Tensor {
    let gains = channelMaximum.map { Float(1 / $0) }
    guard let gain = try? Tensor(gains, shape: [1, 1, 1, 3], device: bytes.device) else {
      stop("no memory for three numbers")
    }
    return ((bytes.cast(to: .float32) / softening).asinh() * gain).permuted(0, 3, 1, 2)
  }

  /// Bytes [N, H, W, 3] from stretched pictures: the inverse, for looking at what a model draws.
  package func bytes(_ pictures: Tensor) -> [UInt8] {
    let shape = pictures.shape
    let values: [Float] = pictures.detached().cast(to: .float32).permuted(0, 2, 3, 1).array()
    precondition(shape[1] == 3, "pictures have three channels")
    var result = [UInt8](repeating: 0, count: values.count)
    for i in 0..<values.count {
      let level = softening * sinh(Double(values[i]) * channelMaximum[i % 3])
      result[i] = UInt8(min(255, max(0, level.rounded())))
    }
    return result
  }
}
