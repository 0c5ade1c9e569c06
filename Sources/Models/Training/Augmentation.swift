private import Foundation
package import Tensors

/// Views of a galaxy that mean the same: galaxies have no up and no handedness to us.
package struct Augmentation: Codable, Equatable, Sendable {
  /// Turn by any angle.
  package var rotates = true
  /// Mirror half of the pictures.
  package var flips = true
  /// Largest change of size, as a share.
  package var zoom = 0.1
  /// Largest shift, as a share of the frame.
  package var shift = 0.04

  package init() {}

  /// Pictures [N, C, H, W] each under its own random transform, in one resampling.
  package func callAsFunction(_ pictures: Tensor, using random: RandomState) -> Tensor {
    let count = pictures.shape[0]
    let chance: [Float] = random.uniform([count, 5]).array()
    var transforms: [Float] = []
    transforms.reserveCapacity(count * 6)
    for i in 0..<count {
      let draw = (0..<5).map { Double(chance[i * 5 + $0]) }
      let angle = rotates ? 2 * Double.pi * draw[0] : 0
      let mirror = flips && draw[1] < 0.5 ? -1.0 : 1.0
      let scale = exp((2 * draw[2] - 1) * log(1 + zoom))
      let (c, s) = (cos(angle) * scale, sin(angle) * scale)
      transforms += [c * mirror, -s, (2 * draw[3] - 1) * 2 * shift].map(Float.init)
      transforms += [s * mirror, c, (2 * draw[4] - 1) * 2 * shift].map(Float.init)
    }
    do {
      let matrix = try Tensor(transforms, shape: [count, 2, 3], device: pictures.device)
      return pictures.affineSampled(matrix).channelsLast()
    } catch {
      stop("\(count) transforms: \(error)")
    }
  }
}

/// The eight symmetries of a square picture.
package enum SquareSymmetry {
  /// The picture [N, C, H, W] turned by quarter turns and mirrored; `index` 0 ..< 8, 0 is itself.
  package static func apply(_ index: Int, to pictures: Tensor) -> Tensor {
    var result = pictures
    if index & 1 != 0 { result = result.flipped(3) }
    if index & 2 != 0 { result = result.flipped(2) }
    if index & 4 != 0 { result = result.permuted(0, 1, 3, 2) }
    return result.channelsLast()
  }
}
