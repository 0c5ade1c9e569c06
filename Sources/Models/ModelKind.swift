/// What a stored model is for.
package enum ModelKind: String, Codable, Sendable, CaseIterable {
  /// VAE and flow: one vector a galaxy, its density, and new galaxies.
  case embedder
  /// Autoencoder: reconstruction error.
  case scorer
  /// Supervised CNN: class probabilities.
  case classifier
  /// Networks finetuned on a person's answers: probabilities of their own classes.
  case head
}
