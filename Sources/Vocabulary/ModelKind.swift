/// What a stored model is for.
public enum ModelKind: String, Codable, Sendable, CaseIterable {
  /// VAE and flow: one vector per galaxy, its density, and new galaxies.
  case embedder
  /// Autoencoder: reconstruction error.
  case scorer
  /// Supervised CNN: probabilities of the catalog's own classes.
  case classifier
  /// Networks finetuned on a person's answers: probabilities of the person's classes.
  ///
  /// Stored as `head`, the name it had in the first versions.
  case finetuned = "head"
}

/// A model that is trained on the survey itself, without a person's answers.
public enum TrainableKind: String, Sendable, CaseIterable {
  /// See ``ModelKind/embedder``.
  case embedder
  /// See ``ModelKind/scorer``.
  case scorer
  /// See ``ModelKind/classifier``.
  case classifier

  /// The kind under which the store keeps it.
  public var kind: ModelKind {
    switch self {
    case .embedder: .embedder
    case .scorer: .scorer
    case .classifier: .classifier
    }
  }
}

extension ModelKind {
  /// What people call such a model: `embedder`, `finetuned network`.
  public var noun: String {
    switch self {
    case .embedder, .scorer, .classifier: rawValue
    case .finetuned: "finetuned network"
    }
  }

  /// The same with its article: `an embedder`, `a scorer`.
  public var nounWithArticle: String { (self == .embedder ? "an " : "a ") + noun }
}
