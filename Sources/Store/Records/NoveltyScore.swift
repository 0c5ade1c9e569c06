/// A novelty score that is stored of each galaxy, filed under the model that it derives from.
package enum NoveltyScore: String, Sendable, CaseIterable {
  /// The ranks by density, neighbours and outlier factor, averaged with weights.
  case fusion
  /// Reconstruction error of the autoencoder.
  case reconstruction
  /// −log p of the latent under the flow.
  case density
  /// Distance to the nearest galaxies in embedding space.
  case neighbour
  /// How much lonelier it is in embedding space than its neighbours are.
  case outlier

  /// The kind of model that it derives from; only scores by the latest of that kind count.
  package var source: ModelKind {
    switch self {
    case .reconstruction: .scorer
    case .fusion, .density, .neighbour, .outlier: .embedder
    }
  }
}
