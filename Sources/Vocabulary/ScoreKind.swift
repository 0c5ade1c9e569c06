/// What a ranking can be by: stored scores, and those that follow from the answers.
public enum ScoreKind: String, CaseIterable, Codable, Sendable {
  /// Interest-weighted probability of the person's classes, in 0...1 for interests of 1.
  case personal
  /// Weighted mean of the percentiles of density, neighbour distance and outlier factor, in 0...1.
  case fusion
  /// Probability of being like nothing answered so far, in 0...1.
  case reserve
  /// Reconstruction error of the autoencoder within the object's footprint, divided by its light.
  case reconstruction
  /// −log p of the latent under the flow, in nats.
  case density
  /// Mean Euclidean distance to the nearest galaxies in embedding space.
  case neighbour
  /// Local outlier factor in embedding space: 1 among equals, more where a galaxy is lonelier.
  case outlier

  /// The scores that are computed once and stored; the others follow from the answers.
  public static let stored: [ScoreKind] = allCases.filter { $0.source != nil }

  /// The kind of model that a stored score derives from and is filed under: only scores by the latest
  /// model of that kind count. Nil for those that follow from the answers.
  package var source: ModelKind? {
    switch self {
    case .reconstruction: .scorer
    case .fusion, .density, .neighbour, .outlier: .embedder
    case .personal, .reserve: nil
    }
  }

  /// What the fusion is made of, and how much each part counts.
  ///
  /// The density sees some kinds best and others not at all; the reconstruction error, which is near
  /// chance for galaxies that are rare by their shape, would only blur it.
  package static let fused: [(kind: ScoreKind, weight: Double)] = [
    (.density, 0.5), (.neighbour, 1), (.outlier, 2),
  ]
}
