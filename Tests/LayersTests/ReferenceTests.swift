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
}
