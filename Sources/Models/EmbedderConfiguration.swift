internal import Hunting
internal import Tensors

/// Everything that makes an embedder besides its weights.
package struct EmbedderConfiguration: Codable, Equatable, Sendable {
  package var preset: String
  /// Numbers a latent has.
  package var latent: Int
  package var flowLayers: Int
  package var flowHidden: Int
  /// Weight of the KL against the summed squared error of a picture.
  ///
  /// With Gaussian pixels of variance σ² it is 2σ²·β: 0.02 is the plain bound (β = 1) for σ = 0.1.
  package var klWeight: Double
  /// Share of the training over which that weight rises from zero.
  package var warmup: Double
  /// Share of the training after which the flow takes over as prior from N(0, I).
  package var flowStart: Double
  /// Whether the measured shape about the centre joins what the network sees.
  package var includesShape: Bool
  package var batchSize: Int
  package var epochs: Int
  package var learningRate: Double
  package var weightDecay: Double
  package var size: Int
  package var preprocessing = Preprocessing(channelMaximum: [1, 1, 1])

  /// The architecture and settings that a name stands for.
  ///
  /// - Throws: `ModelError.unknownPreset`.
  package init(preset: String, size: Int) throws(ModelError) {
    guard preset == "seed" else { throw .unknownPreset(preset, known: ["seed"]) }
    self.preset = preset
    latent = 64
    flowLayers = 8
    flowHidden = 128
    klWeight = 0.02
    warmup = 0.3
    flowStart = 0.4
    includesShape = true
    batchSize = 64
    epochs = 20
    learningRate = 2e-3
    weightDecay = 0
    self.size = size
  }
}

extension EmbedderConfiguration: ModelConfiguration {
  static var kind: ModelKind { .embedder }

  /// Numbers an embedding has.
  package var dimension: Int {
    latent + CutoutEncoder.channels.suffix(2).reduce(0, +)
      + (includesShape ? AzimuthalFeatures.columns : 0)
  }

  func makeNetwork(using random: RandomState) -> EmbedderNetwork {
    EmbedderNetwork(self, using: random)
  }
}
