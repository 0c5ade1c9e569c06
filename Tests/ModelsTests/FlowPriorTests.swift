import Foundation
import Layers
import Tensors
import Testing

@testable import Models

/// The flow as the prior in training, and as one that only follows.
@Suite(.serialized) struct FlowPriorTests {
  private func embedder(
    _ preset: String
  ) throws -> (model: TrainedModel, tensors: [String: [Float]]) {
    let (training, _) = tinySurvey(96)
    var options = TrainingOptions()
    options.preset = preset
    options.epochs = 12
    options.batchSize = 16
    options.precision = .float32
    options.seed = 3
    let model = try EmbedderTrainer(options).train(training, validation: tinySurvey(32, seed: 2).0)
    let tensors = try Safetensors.decode(.init(model.weights))
    return (model, tensors.mapValues { $0.array() })
  }

  @Test func aPostHocFlowLearnsAndLeavesTheLatentsToTheNormal() throws {
    let (model, tensors) = try embedder("post-hoc")
    #expect(try EmbedderConfiguration(json: model.configuration).preset == "post-hoc")
    // Its last layers start at zero; nothing but its own loss moves them.
    let last = tensors.filter { $0.key.hasPrefix("vae.flow.") && $0.key.contains(".last.") }
    #expect(last.count == 16 && last.values.allSatisfy { $0.contains { $0 != 0 } })
    #expect(model.metrics["kl"]! < model.metrics["klStandard"]!)
    // A joint flow lets the latents leave N(0, I); here they stay with it.
    let joint = try embedder("seed").model
    #expect(model.metrics["klStandard"]! < 0.9 * joint.metrics["klStandard"]!)
  }

  @Test func anEmbedderOfTheFirstVersionIsJoint() throws {
    let seed = try EmbedderConfiguration(preset: "seed", size: 64)
    let json = try seed.json()
    let old = json.replacing(#""isFlowJoint":true,"#, with: "")
    #expect(old != json)
    #expect(try EmbedderConfiguration(json: old) == seed)
  }
}
