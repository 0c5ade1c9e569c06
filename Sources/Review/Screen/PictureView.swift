/// What is shown of the galaxy on the screen, and how.
package struct PictureView: Sendable, Hashable {
  /// What the picture is of.
  package enum Subject: Sendable, Hashable, CaseIterable {
    /// The galaxy.
    case galaxy
    /// What the autoencoder makes of it.
    case reconstruction
    /// What the autoencoder missed.
    case residual
    /// The labelled galaxies that are most like it, with their classes.
    case neighbours
    /// All that is asked together with it.
    case batch
  }

  /// How brightness becomes grey or colour.
  package enum Stretch: Sendable, Hashable {
    /// As it is in the survey's picture.
    case stored
    /// The inverse hyperbolic sine: faint arms and bright cores together.
    case asinh
    /// In proportion.
    case linear
    /// The logarithm.
    case logarithmic
    /// One band alone, from 0, in grey.
    case band(Int)

    /// In the order in which a key goes through them.
    package static let all: [Self] =
      [.stored, .asinh, .linear, .logarithmic, .band(0), .band(1), .band(2)]
  }

  /// What the picture is of.
  package var subject = Subject.galaxy
  /// How brightness becomes grey or colour.
  package var stretch = Stretch.stored
  /// How many times it is enlarged around its centre: 1, 2, 4 or 8.
  package var zoom = 1

  /// The galaxy, whole, as it is stored.
  package init() {}
}
