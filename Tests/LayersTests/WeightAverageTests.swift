import Layers
import Tensors
import Testing

@Suite struct WeightAverageTests {
  private func layer() -> Linear { Linear(3, 2, using: RandomState(seed: 1)).zeroed() }

  @Test func itFollowsTheWeightsAndStepsBackForThem() {
    let layer = layer()
    let average = WeightAverage(of: layer, decay: 0.9)
    layer.weight.fill(1)
    average.update(step: 1)
    // Early on a step counts for 9/11, later for a tenth.
    let first = 1 - 2.0 / 11
    #expect(abs(average.state["weight"]!.mean().item - first) < 1e-6)
    average.update(step: 1_000)
    let second = first + (1 - first) * 0.1
    let seen = average.applied { layer.weight.mean().item }
    #expect(abs(seen - second) < 1e-6)
    #expect(layer.weight.mean().item == 1)
  }

  @Test func whatDoesNotChangeStaysExactly() {
    let random = RandomState(seed: 4)
    let norm = BatchNorm2d(5, using: random)
    norm.runningMean.assign(random.normal([5]))
    let before = norm.runningMean.array(of: Float.self)
    let average = WeightAverage(of: norm, decay: 0.99)
    for step in 1...50 { average.update(step: step) }
    #expect(average.state["running_mean"]!.array(of: Float.self) == before)
  }

  @Test func anOptimizerGoesOnFromTheStateOfAnother() throws {
    func steps(_ count: Int, _ layer: Linear, _ optimizer: Adam) {
      for _ in 0..<count {
        (layer.weight - 0.3).square().sum().backward()
        optimizer.step(rate: 0.05, clippingTo: 10)
      }
    }
    let whole = layer()
    let optimizer = Adam(whole, weightDecay: 0.1)
    steps(3, whole, optimizer)
    let resumed = layer()
    try resumed.load(whole.snapshot())
    let other = Adam(resumed, weightDecay: 0.1)
    try other.state.overwrite(from: optimizer.state.copies)
    steps(4, whole, optimizer)
    steps(4, resumed, other)
    #expect(whole.weight.array(of: Float.self) == resumed.weight.array(of: Float.self))
    #expect(throws: LayerError.self) { try other.state.overwrite(from: whole.state) }
  }
}
