private import Foundation
internal import Tensors
import Vocabulary

/// A preprocessing with its constants on a device, ready for one batch after the other.
struct Stretch {
  /// What each of the 256 levels comes to in each channel, [3, 256]; nil where pixels are floats.
  private let table: Tensor?
  /// 1 / softening and 1 / maximum of every number in a row of pixels, [W · 3].
  private let scale: Tensor
  private let gain: Tensor

  /// - Parameter size: pixels along one side of the cutouts.
  init(_ preprocessing: Preprocessing, size: Int, on device: Device) {
    func tensor(_ numbers: [Double], _ shape: [Int]) -> Tensor {
      do {
        return try Tensor(numbers.map(Float.init), shape: shape, device: device)
      } catch {
        stop("\(numbers.count) numbers for a stretch: \(error)")
      }
    }
    let constants = Array(zip(preprocessing.softening, preprocessing.channelMaximum))
    let levels = constants.flatMap { softening, maximum in
      (0..<256).map { asinh(Double($0) / softening) / maximum }
    }
    table = preprocessing.format == .uint8 ? tensor(levels, [constants.count, 256]) : nil
    // A whole row of pixels at a time is eight times as fast as three channels at a time.
    let row = Array(repeating: constants, count: size).joined()
    scale = tensor(row.map { 1 / $0.0 }, [size * constants.count])
    gain = tensor(row.map { 1 / $0.1 }, [size * constants.count])
  }

  /// Stretched pictures [N, 3, H, W], channels innermost in memory, from cutouts [N, H, W, 3].
  func callAsFunction(_ cutouts: Tensor) -> Tensor {
    if let table { return cutouts.lookedUp(in: table) }
    let shape = cutouts.shape
    let rows = cutouts.reshaped(shape[0], shape[1], shape[2] * 3)
    // Marks such as 1e20 for pixels without data must not outshine everything.
    return ((rows * scale).asinh() * gain).clamped(-1, 2).reshaped(shape).permuted(0, 3, 1, 2)
  }
}
