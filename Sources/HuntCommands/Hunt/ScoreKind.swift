import ArgumentParser

/// What a ranking can be by: four stored scores, and two that the answers give.
enum ScoreKind: String, CaseIterable, ExpressibleByArgument {
  /// Interest-weighted probability of the person's classes.
  case personal
  /// The stored scores' ranks, averaged.
  case fusion
  /// How unlike everything answered so far.
  case reserve
  /// Reconstruction error of the autoencoder.
  case reconstruction
  /// −log p of the latent under the flow.
  case density
  /// Distance to the nearest galaxies in embedding space.
  case neighbour

  /// The scores that `ahunt score` writes.
  static let stored: [ScoreKind] = [.fusion, .reconstruction, .density, .neighbour]

  /// What the fusion is made of.
  static let fused: [ScoreKind] = [.reconstruction, .density, .neighbour]
}
