internal import Tensors

/// Everything that makes a scorer besides its weights.
package struct ScorerConfiguration: Codable, Equatable, Sendable {
  package var preset: String
  /// Numbers in the bottleneck.
  package var code: Int
  package var batchSize: Int
  package var epochs: Int
  package var learningRate: Double
  package var size: Int
  package var preprocessing = Preprocessing(channelMaximum: [1, 1, 1])

  /// The architecture and settings that a name stands for.
  ///
  /// - Throws: `ModelError.unknownPreset`.
  package init(preset: String, size: Int) throws(ModelError) {
    guard preset == "seed" else { throw .unknownPreset(preset, known: ["seed"]) }
    self.preset = preset
    code = 16
    batchSize = 64
    epochs = 8
    learningRate = 2e-3
    self.size = size
  }
}

extension ScorerConfiguration: ModelConfiguration {
  static var kind: ModelKind { .scorer }

  func makeNetwork(using random: RandomState) -> Autoencoder {
    Autoencoder(code: code, size: size, using: random)
  }
}
