import Foundation
import Layers
import Tensors
import Testing
import Vocabulary

@testable import Models

/// Settings from a stranger are within their bounds, and those of our own always are.
@Suite(.serialized) struct SettingBoundsTests {
  private func object(_ settings: some ModelConfiguration) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(settings.json().utf8)) as? [String: Any])
  }

  private func text(_ object: [String: Any]) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
  }

  private func finetuned() -> FinetuneConfiguration {
    var settings = FinetuneConfiguration(size: 64)
    settings.settle(["a", "b"], labels: [0, 1, 1])
    settings.vectorLength = 8
    return settings
  }

  @Test(arguments: [16, 64, 256, 1024])
  func everyPresetIsWithinBounds(size: Int) throws {
    for preset in ClassifierConfiguration.presets where size > 16 || preset.name == "seed" {
      var settings = try ClassifierConfiguration(preset: preset.name, size: size)
      settings.classNames = ["a", "b"]
      #expect(try ClassifierConfiguration(json: settings.json()) == settings)
    }
    for preset in EmbedderConfiguration.presets {
      let settings = try EmbedderConfiguration(preset: preset.name, size: size)
      #expect(try EmbedderConfiguration(json: settings.json()) == settings)
    }
    let scorer = ScorerConfiguration(size: size)
    #expect(try ScorerConfiguration(json: scorer.json()) == scorer)
    #expect(try FinetuneConfiguration(json: finetuned().json()) == finetuned())
  }

  /// The estimate is never above what a network has, or good models would be refused.
  @Test func theLeastNumbersAreNoMore() throws {
    var classifier = try ClassifierConfiguration(preset: "strong", size: 64)
    classifier.classNames = ["a", "b"]
    var embedder = EmbedderConfiguration(size: 64)
    for columns in [0, embedder.shapeColumns] {
      embedder.shapeColumns = columns
      try expectLeast(embedder)
    }
    try expectLeast(classifier)
    try expectLeast(ScorerConfiguration(size: 64))
    try expectLeast(finetuned())
  }

  private func expectLeast(_ settings: some ModelConfiguration) throws {
    let network = settings.makeNetwork(using: RandomState(seed: 1))
    let count = network.state.values.reduce(0) { $0 + $1.count }
    #expect(settings.leastNumbers <= Double(count))
    // And not far below, or it would guard nothing.
    #expect(settings.leastNumbers > 0.01 * Double(count))
  }

  @Test func eachSettingOfFinetuningIsChecked() throws {
    let changes: [(String, Any)] = [
      ("members", 0), ("members", 1_000_000), ("vectorLength", 0), ("vectorFeatures", -1),
      ("dropout", 1), ("threshold", 2), ("temperature", 0), ("weight", -1), ("classNames", []),
      ("classNames", ["a", "a"]), ("shares", [0.5]), ("balance", [2, 2]), ("size", 24),
    ]
    for (name, value) in changes {
      var settings = try object(finetuned())
      settings[name] = value
      do {
        _ = try FinetuneConfiguration(json: text(settings))
        Issue.record("\(name) = \(value) was taken")
      } catch ModelError.setting(let found, _, _) {
        #expect(found == name)
      }
    }
  }

  @Test func numbersThatAreNoneAreRefused() throws {
    var settings = try object(ScorerConfiguration(size: 64))
    settings["learningRate"] = 1e300
    #expect(throws: ModelError.self) { try ScorerConfiguration(json: text(settings)) }
    let huge = "{\"code\":" + String(repeating: "1", count: 400) + "}"
    #expect(throws: ModelError.self) { try ScorerConfiguration(json: huge) }
    let deep = String(repeating: "[", count: 200_000)
    #expect(throws: ModelError.self) { try ScorerConfiguration(json: deep) }
  }

  @Test func weightsOfOtherSettingsAreNotLoaded() throws {
    let network = ScorerConfiguration(size: 16).makeNetwork(using: RandomState(seed: 1))
    let settings = try ScorerConfiguration(size: 16).json()
    let weights = [UInt8](try Safetensors.encode(network.state))
    try ModelTrial.run(.scorer, configuration: settings, weights: weights)
    var state = network.state
    state["more"] = Tensor.zeros([1])
    #expect(throws: LayerError.checkpoint("this model has no tensor 'more'")) {
      try ModelTrial.run(
        .scorer, configuration: settings, weights: [UInt8](Safetensors.encode(state)))
    }
    state["more"] = nil
    state["bottleneck.bias"] = Tensor.zeros([16], dtype: .float64)
    #expect(
      throws: LayerError.checkpoint("its tensor 'bottleneck.bias' is F64, this model wants F32")
    ) {
      try ModelTrial.run(
        .scorer, configuration: settings, weights: [UInt8](Safetensors.encode(state)))
    }
    // All are finite, and what comes of them is not.
    state = network.state
    state["decoder.seed.weight"] = Tensor.full(state["decoder.seed.weight"]!.shape, 3e38)
    state["bottleneck.bias"] = Tensor.full([16], 3e38)
    #expect(
      throws: LayerError.checkpoint("what it says of a galaxy is no finite number")
    ) {
      try ModelTrial.run(
        .scorer, configuration: settings, weights: [UInt8](Safetensors.encode(state)))
    }
  }
}
