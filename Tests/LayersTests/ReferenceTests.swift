import Foundation
import Layers
import Tensors
import Testing

/// Layers against the outputs of PyTorch's own, made by Fixtures/make.py.
@Suite struct ReferenceTests {
  private let fixture: [String: Tensor]

  init() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "layers", withExtension: "safetensors", subdirectory: "Fixtures"))
    fixture = try Safetensors.decode(Data(contentsOf: url))
  }

  private func expectClose(_ x: Tensor, _ name: String, within limit: Double = 1e-5) {
    let difference = (x.detached() - fixture[name]!.reshaped(x.shape)).magnitude().maximum().item
    #expect(difference < limit, "\(name) is off by \(difference)")
  }

  @Test func convolutionAndBatchNorm() throws {
    let random = RandomState(seed: 0)
    let convolution = Conv2d(3, 5, stride: 2, using: random)
    try convolution.load([
      "weight": fixture["conv.weight"]!, "bias": fixture["conv.bias"]!,
    ])
    let y = convolution(fixture["conv.x"]!)
    expectClose(y, "conv.y")
    let norm = BatchNorm2d(5, using: random)
    norm.weight.assign(fixture["norm.weight"]!)
    norm.bias.assign(fixture["norm.bias"]!)
    expectClose(norm(y, .training(random)), "norm.training")
    expectClose(norm.runningMean, "norm.running_mean")
    expectClose(norm.runningVariance, "norm.running_var")
    expectClose(norm(y, .inference), "norm.inference")
  }

  @Test func linear() throws {
    let layer = Linear(6, 4, using: RandomState(seed: 0))
    try layer.load(["weight": fixture["linear.weight"]!, "bias": fixture["linear.bias"]!])
    expectClose(layer(fixture["linear.x"]!), "linear.y")
  }

  @Test func crossEntropy() {
    let logits = fixture["loss.logits"]!
    let classes = fixture["loss.classes"]!
    expectClose(Losses.crossEntropy(logits, classes, smoothing: 0).reshaped(1), "loss.plain")
    expectClose(Losses.crossEntropy(logits, classes, smoothing: 0.1).reshaped(1), "loss.smoothed")
  }

  @Test(arguments: [("adam", false), ("adamw", true)])
  func adam(_ name: String, isDecoupled: Bool) throws {
    let layer = Linear(3, 2, using: RandomState(seed: 0)).zeroed()
    let start = (0..<6).map { -1 + Float($0) * 0.4 }
    layer.weight.assign(try Tensor(start, shape: [2, 3]))
    let optimizer = Adam(layer, weightDecay: 0.1, isDecoupled: isDecoupled)
    for _ in 0..<5 {
      (layer.weight - 0.3).square().sum().backward()
      optimizer.step(rate: 0.05, clippingTo: .infinity)
    }
    expectClose(layer.weight, "\(name).w")
    #expect(layer.bias.array(of: Float.self) == [0, 0], "what has no gradient stays")
  }

  /// The fixture's tensors whose names begin with `prefix`, which is dropped, but for what goes in
  /// and comes out.
  private func weights(_ prefix: String) -> [String: Tensor] {
    var found: [String: Tensor] = [:]
    for (name, tensor) in fixture where name.hasPrefix(prefix + ".") {
      let rest = String(name.dropFirst(prefix.count + 1))
      if rest.contains(".") { found[rest] = tensor }
    }
    return found
  }

  private func expectBothPhases(
    _ layer: any Module, _ name: String, _ run: (Tensor, Phase) -> Tensor
  ) throws {
    try layer.load(weights(name))
    let x = fixture[name + ".x"]!.channelsLast()
    expectClose(run(x, .training(RandomState(seed: 0))), name + ".training")
    inferring { expectClose(run(x, .inference), name + ".inference") }
  }

  @Test func convolutionBlocks() throws {
    let random = RandomState(seed: 0)
    let pooled = ConvBlock(4, 6, pool: 2, using: random)
    try expectBothPhases(pooled, "pooled", pooled.callAsFunction)
    let plain = ConvBlock(3, 6, using: random)
    try expectBothPhases(plain, "plain", plain.callAsFunction)
    let upsampled = ConvBlock(4, 6, upsamples: true, using: random)
    try expectBothPhases(upsampled, "upsampled", upsampled.callAsFunction)
  }

  @Test func residualBlock() throws {
    let block = ResidualBlock(6, using: RandomState(seed: 0))
    try expectBothPhases(block, "residual", block.callAsFunction)
  }

  @Test(arguments: [("second", true), ("first", false)])
  func affineCoupling(_ name: String, movesSecondHalf: Bool) throws {
    let coupling = AffineCoupling(
      dimension: 6, hidden: 8, movesSecondHalf: movesSecondHalf, using: RandomState(seed: 0))
    try coupling.load(weights("coupling." + name))
    let (x, logDeterminant) = coupling.inverse(fixture["coupling.\(name).y"]!)
    expectClose(x, "coupling.\(name).x")
    expectClose(logDeterminant, "coupling.\(name).logDeterminant")
    expectClose(coupling.forward(x), "coupling.\(name).y")
  }

  @Test func logDensities() {
    let mean = fixture["density.mean"]!
    let logVariance = fixture["density.logVariance"]!
    let z = fixture["density.z"]!
    expectClose(
      Losses.normalLogDensity(z, mean: mean, logVariance: logVariance), "density.posterior")
    expectClose(Losses.standardNormalLogDensity(z), "density.prior")
    expectClose(
      Losses.klToStandardNormal(mean: mean, logVariance: logVariance), "density.kl")
  }
}
