/// Where latents of new galaxies are drawn from.
package enum LatentPrior: String, CaseIterable, Sendable {
  /// The normalizing flow, which learned where the survey's galaxies lie.
  case flow
  /// N(0, I), what a variational autoencoder without a flow draws from.
  case plain
}
