/// All that a training needs to go on after an epoch as if it had not been broken off.
package struct TrainingCheckpoint: Sendable {
  /// Settings and preprocessing as JSON.
  package let configuration: String
  /// The epochs that are done.
  package let history: [EpochMetrics]
  /// Epochs in all.
  package let epochs: Int
  /// Steps that are done.
  package let step: Int
  /// Weights, running statistics, the optimizer's moments and the best weights: a safetensors file.
  package let tensors: [UInt8]

  /// The parts as a store gives them back.
  package init(
    configuration: String, history: [EpochMetrics], epochs: Int, step: Int, tensors: [UInt8]
  ) {
    self.configuration = configuration
    self.history = history
    self.epochs = epochs
    self.step = step
    self.tensors = tensors
  }
}
