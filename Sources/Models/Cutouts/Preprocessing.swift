private import Foundation
package import Tensors
package import Vocabulary

/// From a survey's numbers to what the networks see: x ↦ asinh(x / softening) / maximum per channel.
///
/// Both are measured on the training set, kept with the model, and used unchanged afterwards, so
/// that a galaxy gives the same numbers whatever else is in the batch. 8-bit levels come out in
/// [0, 1] for galaxies no brighter than the training set's. Floats keep the sky's negative side, and
/// what lies beyond −1 or 2 is cut off there.
package struct Preprocessing: Codable, Equatable, Sendable {
  /// What the numbers are.
  package var format: PixelFormat
  /// Where the stretch of each channel turns from linear to logarithmic, in the survey's units.
  package var softening: [Double]
  /// Largest stretched value of each channel in the training set.
  package var channelMaximum: [Double]

  /// The softening of 8-bit levels.
  static let levelSoftening = 20.0

  /// A stretch with known constants.
  package init(
    channelMaximum: [Double], softening: [Double] = [20, 20, 20], format: PixelFormat = .uint8
  ) {
    self.format = format
    self.softening = softening
    self.channelMaximum = channelMaximum
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    format = try values.decodeIfPresent(PixelFormat.self, forKey: .format) ?? .uint8
    // Models of the first version have one softening for all channels.
    softening =
      if let one = try? values.decode(Double.self, forKey: .softening) {
        [one, one, one]
      } else {
        try values.decode([Double].self, forKey: .softening)
      }
    channelMaximum = try values.decode([Double].self, forKey: .channelMaximum)
  }

  /// Stretched pictures [N, 3, H, W], channels innermost in memory, from cutouts [N, H, W, 3].
  package func callAsFunction(_ cutouts: Tensor) -> Tensor {
    Stretch(self, size: cutouts.shape[2], on: cutouts.device)(cutouts)
  }

  /// What a person is shown of stretched pictures [N, 3, H, W]: 8-bit levels [N, H, W, 3].
  ///
  /// For 8-bit surveys the stretch is undone. Floats have no levels to go back to: they are shown as
  /// the networks see them, black for the sky and below, white for the maximum and above.
  package func levels(_ pictures: Tensor) -> [UInt8] {
    let shape = pictures.shape
    let values: [Float] = pictures.detached().cast(to: .float32).permuted(0, 2, 3, 1).array()
    precondition(shape[1] == 3, "pictures have three channels")
    var result = [UInt8](repeating: 0, count: values.count)
    for i in 0..<values.count {
      let value = Double(values[i])
      let level =
        format == .uint8 ? softening[i % 3] * sinh(value * channelMaximum[i % 3]) : 255 * value
      result[i] = UInt8(min(255, max(0, level.rounded())))
    }
    return result
  }

  /// Cutouts as a person is shown them, in 8-bit levels.
  package func shown(_ cutouts: CutoutSet) -> CutoutSet {
    if cutouts.format == .uint8 { return cutouts }
    let values = cutouts.pixels.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    let levels = values.indices.map { i in
      let value = values[i].isFinite ? Double(values[i]) : 0
      let level = 255 * asinh(value / softening[i % 3]) / channelMaximum[i % 3]
      return UInt8(min(255, max(0, level.rounded())))
    }
    return CutoutSet(size: cutouts.size, pixels: levels)
  }
}
