import Layers
import Tensors
import Testing

@Suite struct AffineCouplingTests {
  /// A layer moved off its identity start.
  private func layer(movesSecondHalf: Bool) -> AffineCoupling {
    let random = RandomState(seed: 4)
    let layer = AffineCoupling(
      dimension: 6, hidden: 8, movesSecondHalf: movesSecondHalf, using: random)
    for (_, tensor) in layer.allParameters { tensor.assign(random.normal(tensor.shape) * 0.5) }
    return layer
  }

  @Test func itStartsAsTheIdentity() {
    let random = RandomState(seed: 4)
    let fresh = AffineCoupling(dimension: 6, hidden: 8, movesSecondHalf: true, using: random)
    let x = random.normal([5, 6])
    #expect((fresh.forward(x) - x).magnitude().maximum().item == 0)
  }

  @Test(arguments: [true, false]) func itInvertsAndKeepsOneHalf(_ movesSecondHalf: Bool) {
    let layer = layer(movesSecondHalf: movesSecondHalf)
    let x = RandomState(seed: 9).normal([5, 6])
    let y = layer.forward(x)
    #expect((layer.inverse(y).x - x).magnitude().maximum().item < 1e-4)
    let kept = movesSecondHalf ? 0..<3 : 3..<6
    #expect((y.sliced(1, kept) - x.sliced(1, kept)).magnitude().maximum().item == 0)
    #expect((y - x).magnitude().maximum().item > 0.01)
  }
}
