/// A galaxy, and which of its pixels something was computed from.
package struct GalaxyPixels: Sendable, Hashable {
  /// Number of the galaxy.
  package let galaxy: Int64
  /// How many pixels it has had by then, from 1: each replacement gives it the next number.
  package let revision: Int64
}
