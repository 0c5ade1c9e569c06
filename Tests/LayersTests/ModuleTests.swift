import Layers
import Tensors
import Testing

@Suite struct ModuleTests {
  @Test func aFoldedNormGivesWhatTheNormGives() {
    let random = RandomState(seed: 2)
    let block = ConvBlock(3, 8, using: random)
    for _ in 0..<3 { _ = block(random.normal([4, 3, 8, 8]) * 2 + 1, .training(random)) }
    let x = random.normal([4, 3, 8, 8])
    let plain = block.norm(block.convolution(x), .inference).relu()
    let folded = block(x, .inference)
    #expect((plain - folded).magnitude().maximum().item < 1e-5)
  }

  @Test func namesAreJoinedWithDots() {
    let block = ConvBlock(3, 8, using: RandomState(seed: 2))
    #expect(block.allParameters.map(\.name) == ["conv.weight", "norm.weight", "norm.bias"])
    #expect(block.state.keys.contains("norm.running_var"))
    #expect(block.parameterCount == 8 * 3 * 9 + 8 + 8)
  }

  @Test func aCheckpointThatDoesNotFitChangesNothing() throws {
    let random = RandomState(seed: 2)
    let layer = Linear(3, 2, using: random)
    let before = layer.weight.array(of: Float.self)
    let other = Linear(4, 2, using: random).snapshot()
    let error = #expect(throws: LayerError.self) { try layer.load(other) }
    #expect(error?.description.contains("weight") == true)
    #expect(throws: LayerError.self) { try layer.load(["weight": random.normal([2, 3])]) }
    #expect(layer.weight.array(of: Float.self) == before)
  }

  @Test func dropoutKeepsTheMeanAndRestsInInference() {
    let random = RandomState(seed: 8)
    let ones = Tensor.ones([100, 100])
    let dropout = Dropout(0.3)
    let dropped = dropout(ones, .training(random))
    #expect(abs(dropped.mean().item - 1) < 0.03)
    #expect(abs(dropped.isLess(than: 0.5).mean().item - 0.3) < 0.03)
    #expect((dropout(ones, .inference) - ones).magnitude().maximum().item == 0)
  }

  @Test func theLearningRateRisesAndFalls() {
    let cycle = OneCycle(peak: 1, steps: 101, warmup: 0.25)
    let rates = (0...100).map(cycle.rate)
    #expect(abs(rates[0] - 0.04) < 1e-9)
    #expect(abs(rates[25] - 1) < 1e-9)
    #expect(rates[100] < 1e-3)
    #expect(zip(rates[0...25], rates[1...25]).allSatisfy { $0 < $1 })
    #expect(zip(rates[25...100], rates[26...100]).allSatisfy { $0 > $1 })
  }

  @Test func klAgreesWithItsMonteCarloEstimate() throws {
    let random = RandomState(seed: 8)
    let mean = try Tensor([0.5, -1, 2] as [Float], shape: [1, 3])
    let logVariance = try Tensor([-1, 0.5, 0] as [Float], shape: [1, 3])
    let exact = Losses.klToStandardNormal(mean: mean, logVariance: logVariance).item
    let z = mean + (logVariance / 2).exp() * random.normal([200_000, 3])
    let estimate =
      (Losses.normalLogDensity(z, mean: mean, logVariance: logVariance)
      - Losses.standardNormalLogDensity(z)).mean().item
    #expect(abs(exact - estimate) < 0.03)
  }
}
