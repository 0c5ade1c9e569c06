internal import Tensors
import Vocabulary

/// Everything that makes a scorer besides its weights.
package struct ScorerConfiguration: Codable, Equatable, Sendable {
  package var preset = "seed"
  /// Numbers in the bottleneck.
  package var code = 16
  package var batchSize = 64
  package var epochs = 8
  package var learningRate = 2e-3
  package var size: Int
  package var preprocessing = Preprocessing(channelMaximum: [1, 1, 1])

  /// The named settings.
  package static let presets = [Preset<Self>("seed", "16 numbers in the bottleneck")]

  init(size: Int) { self.size = size }
}

extension ScorerConfiguration: ModelConfiguration {
  static var kind: ModelKind { .scorer }

  func checkBounds() throws(ModelError) {
    try SettingBounds.check("code", code, 1...1 << 14)
  }

  var leastNumbers: Double {
    CutoutEncoder.kernelNumbers
      + Double(code) * (CutoutEncoder.flatCount(size: size) + CutoutDecoder.seedCount(size: size))
  }

  func makeNetwork(using random: RandomState) -> Autoencoder {
    Autoencoder(code: code, size: size, using: random)
  }
}
