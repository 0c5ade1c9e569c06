import ArgumentParser
import Store

/// What a ranking can be by: five stored scores, and two that the answers give.
enum ScoreKind: String, CaseIterable, ExpressibleByArgument {
  /// Interest-weighted probability of the person's classes.
  case personal
  /// The ranks by density, neighbours and outlier factor, averaged with weights.
  case fusion
  /// How unlike everything answered so far.
  case reserve
  /// Reconstruction error of the autoencoder.
  case reconstruction
  /// −log p of the latent under the flow.
  case density
  /// Distance to the nearest galaxies in embedding space.
  case neighbour
  /// How much lonelier it is in embedding space than its neighbours are.
  case outlier

  /// What the fusion is made of, and how much each counts.
  ///
  /// The density sees some kinds best and others not at all; the reconstruction error, which is near
  /// chance for galaxies that are rare by their shape, would only blur it.
  static let fused: [(kind: NoveltyScore, weight: Double)] = [
    (.density, 0.5), (.neighbour, 1), (.outlier, 2),
  ]
}
