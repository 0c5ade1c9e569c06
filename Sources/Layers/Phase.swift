package import Tensors

/// What a forward pass is for; it replaces hidden training flags.
///
/// In training, batch statistics, dropout and noise are on and draw from the given random state.
package enum Phase {
  /// Weights are being learned; what is drawn follows from the state.
  case training(RandomState)
  /// Running statistics, no dropout, no noise: the same input gives the same output.
  case inference

  /// Whether weights are being learned.
  package var isTraining: Bool {
    if case .training = self { true } else { false }
  }
}
