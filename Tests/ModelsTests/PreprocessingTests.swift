import Foundation
import Models
import Tensors
import Testing

@Suite struct PreprocessingTests {
  @Test func theStretchIsArcsinhOverTheTrainingMaximum() throws {
    let set = CutoutSet(size: 1, pixels: [0, 20, 255, 40, 10, 200])
    let stretch = try Preprocessing(measuring: set)
    let expected = [40.0, 20, 255].map { asinh($0 / 20) }
    #expect(zip(stretch.channelMaximum, expected).allSatisfy { abs($0 - $1) < 1e-12 })
    let bytes = try Tensor(set.pixels, shape: [2, 1, 1, 3])
    let pictures = stretch(bytes)
    #expect(pictures.shape == [2, 3, 1, 1])
    let values: [Float] = pictures.array()
    #expect(values[0] == 0)
    #expect(abs(Double(values[1]) - 1) < 1e-6)
    #expect(abs(Double(values[3]) - 1) < 1e-6)
    #expect(abs(Double(values[5]) - asinh(10.0) / asinh(255 / 20.0)) < 1e-6)
    #expect(stretch.levels(pictures) == set.pixels, "and back again")
  }

  @Test func aBlackChannelStaysBlack() throws {
    let set = CutoutSet(size: 1, pixels: [0, 9, 0])
    let values: [Float] = try Preprocessing(measuring: set)(
      try Tensor(set.pixels, shape: [1, 1, 1, 3])
    ).array()
    #expect(values[0] == 0 && values[2] == 0 && values.allSatisfy(\.isFinite))
  }

  @Test func theEightSymmetriesAreAllDifferentAndKeepThePixels() {
    let x = RandomState(seed: 1).uniform([1, 3, 4, 4])
    let views = (0..<8).map { SquareSymmetry.apply($0, to: x).array(of: Float.self) }
    #expect(Set(views).count == 8)
    for view in views { #expect(view.sorted() == views[0].sorted()) }
  }

  @Test func augmentationIsReproducibleAndKeepsTheLight() {
    let x = RandomState(seed: 1).uniform([6, 3, 32, 32])
    let a = Augmentation()(x, using: RandomState(seed: 5))
    let b = Augmentation()(x, using: RandomState(seed: 5))
    #expect(a.array(of: Float.self) == b.array(of: Float.self))
    #expect(a.shape == x.shape && a.isChannelsLast)
    #expect((a - x).magnitude().maximum().item > 0.1)
    #expect(abs(a.mean().item - x.mean().item) < 0.02)
  }
}
