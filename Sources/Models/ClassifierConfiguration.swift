internal import Tensors

/// Everything that makes a classifier besides its weights.
package struct ClassifierConfiguration: Codable, Equatable, Sendable {
  package var preset: String
  /// Filters of each block.
  package var filters: [Int]
  /// Standard deviation of the Gaussian noise on the stretched input in training.
  package var inputNoise: Double
  package var dropout: Double
  /// L2 penalty on kernels and matrices.
  package var weightDecay: Double
  package var labelSmoothing: Double
  package var batchSize: Int
  package var epochs: Int
  package var learningRate: Double
  package var augmentation: Augmentation?
  /// Average the probabilities over the eight symmetries of the square.
  package var averagesSymmetries: Bool
  package var size: Int
  package var classNames: [String] = []
  package var preprocessing = Preprocessing(channelMaximum: [1, 1, 1])

  /// The architecture and settings that a name stands for.
  ///
  /// - Throws: `ModelError.unknownPreset`.
  package init(preset: String, size: Int) throws(ModelError) {
    guard let filters = Self.presets[preset] else {
      throw .unknownPreset(preset, known: Self.presets.keys.sorted())
    }
    self.preset = preset
    self.filters = filters
    inputNoise = 0.02
    dropout = 0.2
    weightDecay = 1e-4
    labelSmoothing = 0.05
    batchSize = 64
    epochs = 25
    learningRate = 4e-3
    augmentation = Augmentation()
    averagesSymmetries = true
    self.size = size
  }

  private static let presets = ["seed": [32, 64, 128], "deep": [32, 64, 128, 256]]
}

extension ClassifierConfiguration: ModelConfiguration {
  static var kind: ModelKind { .classifier }

  func makeNetwork(using random: RandomState) -> MorphologyClassifier {
    MorphologyClassifier(
      classes: classNames.count, filters: filters, noise: inputNoise, dropout: dropout,
      using: random)
  }
}
