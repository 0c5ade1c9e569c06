/// One galaxy as its catalog lists it, before its picture is read.
package struct CatalogEntry: Sendable, Equatable {
  /// The catalog's own name for the object, unique within it.
  package var objectID: String
  /// The picture, or where it lies.
  package var picture: PictureSource
  /// The known class, where the catalog gives one.
  package var label: String?
  /// Degrees from 0 to 360; there whenever the declination is.
  package var rightAscension: Double?
  /// Degrees from -90 to 90.
  package var declination: Double?
  /// Spectroscopic or photometric, as the catalog has it.
  package var redshift: Double?
  /// The catalog's other columns, as text.
  package var attributes: [String: String]
  /// The row in the catalog as a spreadsheet counts, header first; the position in a folder.
  package var row: Int
  /// The place in the catalog as messages name it, such as `catalog.csv row 12`.
  package var origin: String
  /// How the file with its pixels looks from outside, where that was noted.
  package var fingerprint: String?

  package init(
    objectID: String, picture: PictureSource, label: String? = nil,
    rightAscension: Double? = nil, declination: Double? = nil, redshift: Double? = nil,
    attributes: [String: String] = [:],
    row: Int, origin: String
  ) {
    self.objectID = objectID
    self.picture = picture
    self.label = label
    self.rightAscension = rightAscension
    self.declination = declination
    self.redshift = redshift
    self.attributes = attributes
    self.row = row
    self.origin = origin
  }
}
