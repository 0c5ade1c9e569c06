package import Evaluation
import Vocabulary

/// What came of finetuning from one start: a network for every part of the answers held out.
package struct FinetunedCommittee: Sendable {
  /// Settings and preprocessing, all members together.
  package let configuration: FinetuneConfiguration
  /// A safetensors file; empty where a member collapsed.
  package let weights: [UInt8]
  /// What members say of the answers that they did not learn, in the answers' order.
  package let heldOut: ClassProbabilities
  /// Means over the members, epoch by epoch.
  package let history: [EpochMetrics]
  /// What the monitors said, each sentence once.
  package let alerts: [String]
  /// Why it cannot be used, if it cannot: held-out answers got worse, or numbers stopped being finite.
  package let collapse: String?
  package let seconds: Double
  package let imagesPerSecond: Double

  /// What the store keeps of it.
  ///
  /// - Parameters:
  ///   - weight: how much it counts against the head; 0 where it is not used.
  ///   - metrics: figures to go with the last epoch's.
  package func model(
    weight: Double, temperature: Double, seed: UInt64, metrics: [String: Double]
  ) throws -> TrainedModel {
    var settled = configuration
    settled.weight = weight
    settled.temperature = temperature
    return TrainedModel(
      kind: .finetuned, preset: settled.preset, seed: seed, configuration: try settled.json(),
      metrics: (history.last?.values ?? [:]).merging(metrics) { $1 }, history: history,
      ending: .finished, weights: weights, seconds: seconds, imagesPerSecond: imagesPerSecond)
  }
}
