private import Foundation
internal import Tensors
import Vocabulary

/// Everything that makes a finetuned network besides its weights.
package struct FinetuneConfiguration: Codable, Equatable, Sendable {
  /// Where the encoder starts.
  package enum Start: String, Codable, Sendable, CaseIterable {
    /// From the trained embedder's encoder.
    case warm
    /// From random weights.
    case scratch
  }

  package var preset = "finetuned"
  package var start = Start.warm
  /// Networks whose mean answers, each of which learned all but a part of the answers.
  package var members = 1
  /// Numbers of the embedding that joins what the encoder sees.
  package var vectorLength = 0
  /// Features that the embedding becomes.
  package var vectorFeatures = 64
  /// Whether unlabelled galaxies are learned from too.
  package var isSemiSupervised = false
  package var epochs = 12
  package var stepsPerEpoch = 16
  /// Answers a step, drawn so that the classes are balanced.
  package var batchSize = 64
  /// Unlabelled galaxies a step.
  package var unlabelledBatchSize = 64
  package var learningRate = 2e-3
  package var weightDecay = 1e-2
  package var dropout = 0.3
  package var labelSmoothing = 0.05
  /// Decay of the average of the weights, which gives the pseudo-labels and is kept in the end.
  package var weightAveraging = 0.98
  /// Confidence from which a pseudo-label is believed; lower for classes that get few.
  package var threshold = 0.9
  /// Weight of the pseudo-labels' loss against that of the answers.
  package var consistency = 1.0
  /// Share of the training over which that weight rises from zero.
  package var warmup = 0.3
  package var augmentation = Augmentation()
  package var strongAugmentation = StrongAugmentation()
  /// What the logarithms of the probabilities are divided by, measured on held-out answers.
  package var temperature = 1.0
  /// How much it counts against the head: 0 where it is not used.
  package var weight = 0.0
  package var classNames: [String] = []
  /// Share of each class among the answers.
  package var shares: [Double] = []
  /// Share of each class in a step's answers.
  package var balance: [Double] = []
  package var size: Int
  package var preprocessing = Preprocessing(channelMaximum: [1, 1, 1])

  package init(size: Int) { self.size = size }
}

extension FinetuneConfiguration: ModelConfiguration {
  static var kind: ModelKind { .finetuned }

  /// There is one way so far.
  package static let presets = [Preset<Self>("finetuned", "the encoder trained on the answers")]

  func checkBounds() throws(ModelError) {
    try SettingBounds.check("members", members, 1...64)
    try SettingBounds.check("vectorLength", vectorLength, 1...1 << 16)
    try SettingBounds.check("vectorFeatures", vectorFeatures, 1...1 << 14)
    try SettingBounds.check("stepsPerEpoch", stepsPerEpoch, 0...1 << 30)
    try SettingBounds.check("unlabelledBatchSize", unlabelledBatchSize, 0...1 << 30)
    try SettingBounds.check("dropout", dropout, 0...0.999)
    try SettingBounds.check("labelSmoothing", labelSmoothing, 0...1)
    try SettingBounds.check("threshold", threshold, 0...1)
    try SettingBounds.check("consistency", consistency, 0...1e6)
    try SettingBounds.check("warmup", warmup, 0...1)
    try SettingBounds.check("temperature", temperature, 1e-3...1e3)
    try SettingBounds.check("weight", weight, 0...1)
    try augmentation.checkBounds()
    try strongAugmentation.checkBounds()
    try SettingBounds.checkClasses(classNames, count: 1...10_000)
    try SettingBounds.check("shares", shares, count: classNames.count, each: 0...1)
    try SettingBounds.check("balance", balance, count: classNames.count, each: 0...1)
  }

  var leastNumbers: Double {
    Double(members)
      * (CutoutEncoder.kernelNumbers
        + Double(vectorLength + classNames.count) * Double(vectorFeatures))
  }

  func makeNetwork(using random: RandomState) -> FinetuneNetwork {
    FinetuneNetwork(self, using: random)
  }

  /// The settings in stored JSON, for whoever has to know them without the network.
  ///
  /// - Throws: `ModelError.configuration`.
  package init(stored json: String) throws(ModelError) { try self.init(json: json) }

  /// Settles the classes and how common and how often drawn each of them is.
  ///
  /// A step draws classes alike, but for those of so few answers that each would be seen too often.
  mutating func settle(_ names: [String], labels: [Int]) {
    classNames = names
    let counts = names.indices.map { label in Double(labels.count { $0 == label }) }
    shares = counts.map { $0 / max(1, Double(labels.count)) }
    let weights = counts.map { min(1, $0 / 8) }
    let total = weights.reduce(0, +)
    balance = weights.map { total > 0 ? $0 / total : 0 }
  }

  /// What is added to the logits, under which classes are as common as a step draws them, to mean
  /// classes as common as `shares` has them.
  func offset(to shares: [Double]) -> [Float] {
    zip(shares, balance).map { Float(log(max($0, 1e-3)) - log(max($1, 1e-3))) }
  }
}
