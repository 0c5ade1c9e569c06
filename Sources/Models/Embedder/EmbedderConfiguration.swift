internal import Hunting
internal import Tensors
import Vocabulary

/// Everything that makes an embedder besides its weights.
package struct EmbedderConfiguration: Codable, Equatable, Sendable {
  package var preset = "seed"
  /// Numbers a latent has.
  package var latent = 64
  package var flowLayers = 8
  package var flowHidden = 128
  /// Weight of the KL against the summed squared error of a picture.
  ///
  /// With Gaussian pixels of variance σ² it is 2σ²·β: 0.02 is the plain bound (β = 1) for σ = 0.1.
  package var klWeight = 0.02
  /// Share of the training over which that weight rises from zero.
  package var warmup = 0.3
  /// Share of the training after which the flow takes over as prior from N(0, I).
  package var flowStart = 0.4
  /// Whether the flow shapes the latents as their prior, or only learns what N(0, I) made of them.
  package var isFlowJoint = true
  /// Measured numbers that join what the network sees, the first of `MorphologyFeatures`.
  package var shapeColumns = MorphologyFeatures.columns
  /// Principal components of both that make an embedding.
  package var components = 128
  package var batchSize = 64
  package var epochs = 20
  package var learningRate = 2e-3
  package var weightDecay = 0.0
  package var size: Int
  package var preprocessing = Preprocessing(channelMaximum: [1, 1, 1])

  /// The named settings.
  package static let presets = [
    Preset<Self>("seed", "64 latents, eight couplings, measured shape in the embedding"),
    Preset("post-hoc", "the prior in training stays N(0, I); the flow learns beside it") {
      $0.isFlowJoint = false
    },
  ]

  init(size: Int) { self.size = size }
}

extension EmbedderConfiguration: ModelConfiguration {
  static var kind: ModelKind { .embedder }

  /// Numbers in each block of what is known of a galaxy: μ, pooled maps, measured shape.
  var blocks: [Int] {
    [latent, CutoutEncoder.channels.suffix(2).reduce(0, +)]
      + MorphologyFeatures.blocks(within: shapeColumns)
  }

  /// Numbers an embedding has.
  package var dimension: Int { min(components, blocks.reduce(0, +)) }

  func checkBounds() throws(ModelError) {
    try SettingBounds.check("latent", latent, 2...1 << 14)
    try SettingBounds.check("flowLayers", flowLayers, 0...256)
    try SettingBounds.check("flowHidden", flowHidden, 1...1 << 14)
    try SettingBounds.check("klWeight", klWeight, 0...1e9)
    try SettingBounds.check("warmup", warmup, 0...1)
    try SettingBounds.check("flowStart", flowStart, 0...1)
    try SettingBounds.check("shapeColumns", shapeColumns, 0...MorphologyFeatures.columns)
    // The projection takes whole blocks.
    guard MorphologyFeatures.blocks(within: shapeColumns).reduce(0, +) == shapeColumns else {
      throw .setting("shapeColumns", "\(shapeColumns)", needed: "a sum of whole blocks")
    }
    try SettingBounds.check("components", components, 1...1 << 14)
  }

  var leastNumbers: Double {
    let flat = CutoutEncoder.flatCount(size: size)
    return CutoutEncoder.kernelNumbers + Double(latent)
      * (2 * flat + CutoutDecoder.seedCount(size: size))
      + Double(flowLayers) * Double(flowHidden) * Double(flowHidden + latent)
      + Double(dimension) * Double(blocks.reduce(0, +))
  }

  func makeNetwork(using random: RandomState) -> EmbedderNetwork {
    EmbedderNetwork(self, using: random)
  }
}

extension EmbedderConfiguration {
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(size: try values.decode(Int.self, forKey: .size))
    preset = try values.decode(String.self, forKey: .preset)
    latent = try values.decode(Int.self, forKey: .latent)
    flowLayers = try values.decode(Int.self, forKey: .flowLayers)
    flowHidden = try values.decode(Int.self, forKey: .flowHidden)
    klWeight = try values.decode(Double.self, forKey: .klWeight)
    warmup = try values.decode(Double.self, forKey: .warmup)
    flowStart = try values.decode(Double.self, forKey: .flowStart)
    shapeColumns = try StoredShape.columns(from: decoder)
    components = try values.decode(Int.self, forKey: .components)
    batchSize = try values.decode(Int.self, forKey: .batchSize)
    epochs = try values.decode(Int.self, forKey: .epochs)
    learningRate = try values.decode(Double.self, forKey: .learningRate)
    weightDecay = try values.decode(Double.self, forKey: .weightDecay)
    preprocessing = try values.decode(Preprocessing.self, forKey: .preprocessing)
    // In models of the first version it always was.
    isFlowJoint = try values.decodeIfPresent(Bool.self, forKey: .isFlowJoint) ?? true
  }
}
