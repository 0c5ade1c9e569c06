package import Imaging

/// A galaxy at its place in the current ranking.
package struct RankedGalaxy: Sendable {
  /// Place, from 1.
  package let rank: Int
  /// Name of the object.
  package let objectID: String
  /// The score it is ranked by.
  package let score: Double
  /// The person's answer.
  package let label: String?
  /// The catalog's own class.
  package let knownClass: String?
  /// Right ascension in degrees.
  package let ra: Double?
  /// Declination in degrees.
  package let dec: Double?
  /// The cutout.
  package let picture: Raster?

  /// A ranked galaxy; unknown facts stay `nil`.
  package init(
    rank: Int, objectID: String, score: Double, label: String? = nil, knownClass: String? = nil,
    ra: Double? = nil, dec: Double? = nil, picture: Raster? = nil
  ) {
    self.rank = rank
    self.objectID = objectID
    self.score = score
    self.label = label
    self.knownClass = knownClass
    self.ra = ra
    self.dec = dec
    self.picture = picture
  }
}
