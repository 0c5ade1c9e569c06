internal import Hunting
internal import Tensors
import Vocabulary

/// Everything that makes a classifier besides its weights.
package struct ClassifierConfiguration: Codable, Equatable, Sendable {
  package var preset = "seed"
  /// Filters of each level's convolution block, which halves the picture.
  package var filters = [32, 64, 128]
  /// Residual blocks after each of them; levels beyond the list have none.
  package var residuals: [Int] = []
  /// Measured numbers that join what the convolutions see, the first of `MorphologyFeatures`.
  package var shapeColumns = 0
  /// Standard deviation of the Gaussian noise on the stretched input in training.
  package var inputNoise = 0.02
  package var dropout = 0.2
  /// L2 penalty on kernels and matrices.
  package var weightDecay = 1e-4
  package var labelSmoothing = 0.05
  /// The α of the Beta(α, α) by which pairs of pictures are mixed; 0 for none.
  package var mixup = 0.0
  package var weightAveraging = 0.0
  package var batchSize = 64
  package var epochs = 40
  package var learningRate = 4e-3
  package var augmentation: Augmentation? = Augmentation()
  /// Average the probabilities over the eight symmetries of the square.
  package var averagesSymmetries = true
  /// What the logarithms of the probabilities are divided by, measured on the validation set.
  package var temperature = 1.0
  package var size: Int
  package var classNames: [String] = []
  package var preprocessing = Preprocessing(channelMaximum: [1, 1, 1])

  /// The named settings.
  package static let presets = [
    Preset<Self>("seed", "the reference: 32, 64 and 128 filters"),
    Preset("deep", "one level of 256 filters more") { $0.filters = [32, 64, 128, 256] },
    Preset("strong", "residual blocks, measured shape, mixup, averaged weights") {
      $0.filters = [32, 64, 128, 256]
      $0.residuals = [1, 1, 2]
      $0.shapeColumns = MorphologyFeatures.columns
      $0.dropout = 0.3
      $0.mixup = 0.2
      $0.weightAveraging = 0.99
      $0.learningRate = 3e-3
    },
  ]

  init(size: Int) { self.size = size }
}

extension ClassifierConfiguration: ModelConfiguration {
  static var kind: ModelKind { .classifier }

  func checkBounds() throws(ModelError) {
    // Each level halves the picture.
    let mostLevels = Int.bitWidth - 1 - size.leadingZeroBitCount
    try SettingBounds.check("filters", filters, count: 1...mostLevels, each: 1...4096)
    try SettingBounds.check("residuals", residuals, count: 0...filters.count, each: 0...64)
    try SettingBounds.check("shapeColumns", shapeColumns, 0...MorphologyFeatures.columns)
    try SettingBounds.check("inputNoise", inputNoise, 0...10)
    try SettingBounds.check("dropout", dropout, 0...0.999)
    try SettingBounds.check("labelSmoothing", labelSmoothing, 0...1)
    try SettingBounds.check("mixup", mixup, 0...1)
    try SettingBounds.check("temperature", temperature, 1e-3...1e3)
    try augmentation?.checkBounds()
    try SettingBounds.checkClasses(classNames, count: 1...10_000)
  }

  var leastNumbers: Double {
    let widths = filters.map(Double.init)
    let blocks = zip([3] + widths, widths).reduce(0) { $0 + 9 * $1.0 * $1.1 }
    let rest = zip(widths, residuals).reduce(0) { $0 + 18 * $1.0 * $1.0 * Double($1.1) }
    return blocks + rest + Double(shapeColumns * ShapeBranch.width)
      + (widths.last ?? 0) * Double(classNames.count)
  }

  func makeNetwork(using random: RandomState) -> MorphologyClassifier {
    MorphologyClassifier(self, using: random)
  }
}

extension ClassifierConfiguration {
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(size: try values.decode(Int.self, forKey: .size))
    preset = try values.decode(String.self, forKey: .preset)
    filters = try values.decode([Int].self, forKey: .filters)
    inputNoise = try values.decode(Double.self, forKey: .inputNoise)
    dropout = try values.decode(Double.self, forKey: .dropout)
    weightDecay = try values.decode(Double.self, forKey: .weightDecay)
    labelSmoothing = try values.decode(Double.self, forKey: .labelSmoothing)
    batchSize = try values.decode(Int.self, forKey: .batchSize)
    epochs = try values.decode(Int.self, forKey: .epochs)
    learningRate = try values.decode(Double.self, forKey: .learningRate)
    augmentation = try values.decodeIfPresent(Augmentation.self, forKey: .augmentation)
    averagesSymmetries = try values.decode(Bool.self, forKey: .averagesSymmetries)
    classNames = try values.decode([String].self, forKey: .classNames)
    preprocessing = try values.decode(Preprocessing.self, forKey: .preprocessing)
    // Models of the first version know nothing of these.
    residuals = try values.decodeIfPresent([Int].self, forKey: .residuals) ?? []
    shapeColumns = try StoredShape.columns(from: decoder)
    mixup = try values.decodeIfPresent(Double.self, forKey: .mixup) ?? 0
    weightAveraging = try values.decodeIfPresent(Double.self, forKey: .weightAveraging) ?? 0
    temperature = try values.decodeIfPresent(Double.self, forKey: .temperature) ?? 1
  }
}
