private import Foundation
internal import Tensors

/// Views that are hard to recognise: turned, zoomed, shifted, in another light, blurred, noisy, and
/// with a piece missing.
///
/// What a network says of such a view is held against what it said of an easy one (Sohn et al. 2020).
package struct StrongAugmentation: Codable, Equatable, Sendable {
  /// The turns, mirrors, zooms and shifts.
  package var geometry: Augmentation = {
    var wide = Augmentation()
    wide.zoom = 0.25
    wide.shift = 0.08
    return wide
  }()
  /// Standard deviation of the logarithm of the brightness.
  package var brightness = 0.3
  /// The same of each band by itself.
  package var colour = 0.1
  /// Share of the pictures that are blurred, each to a degree of its own.
  package var blurred = 0.5
  /// Largest standard deviation of the noise.
  package var noise = 0.06
  /// Largest side of the missing piece, as a share of the frame.
  package var cutout = 0.4

  package init() {}

  /// Views of pictures [N, 3, H, W], all drawn from the given states.
  func callAsFunction(
    _ pictures: Tensor, onHost: RandomState, onDevice random: RandomState
  ) -> Tensor {
    let count = pictures.shape[0]
    var view = geometry(pictures, using: onHost)
    view =
      view * (random.normal([count, 1, 1, 1]) * brightness).exp()
      * (random.normal([count, 3, 1, 1]) * colour).exp()
    let degree =
      random.uniform([count, 1, 1, 1]) * random.uniform([count, 1, 1, 1]).isLess(than: blurred)
    view = view + (view.averagePooled(3, stride: 1, padding: 1) - view) * degree
    view = view + random.normal(view.shape) * (random.uniform([count, 1, 1, 1]) * noise)
    return (view * presence(count, size: view.shape[2], random)).channelsLast()
  }

  /// 0 within each picture's missing rectangle, 1 elsewhere, [N, 1, S, S].
  private func presence(_ count: Int, size: Int, _ random: RandomState) -> Tensor {
    let places = Tensor.range(size, dtype: .float32, device: random.device) / Double(size)
    let chance = random.uniform([count, 4])
    func within(_ index: Int, _ shape: [Int]) -> Tensor {
      let centre = chance.sliced(1, index..<index + 1).reshaped(count, 1)
      let half = chance.sliced(1, index + 2..<index + 3).reshaped(count, 1) * (cutout / 2)
      return ((places.reshaped(1, size) - centre).magnitude() - half).isLess(than: 0)
        .reshaped(shape)
    }
    return within(0, [count, 1, size, 1]) * within(1, [count, 1, 1, size]) * -1 + 1
  }
}
