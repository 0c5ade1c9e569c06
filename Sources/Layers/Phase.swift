package import Tensors

/// What a forward pass is for; it replaces hidden training flags.
///
/// In training, batch statistics, dropout and noise are on and draw from the given random state.
package enum Phase {
  case training(RandomState)
  case inference

  /// Whether weights are being learned.
  package var isTraining: Bool {
    if case .training = self { true } else { false }
  }
}
