import Foundation

/// What is known of a galaxy, without its pixels.
package struct GalaxyRecord: Sendable, Equatable, Identifiable {
  /// Number in the store; ascending in the order of import.
  package let id: Int64
  /// Number of its catalog.
  package let catalog: Int64
  /// The survey's own name of it; unique within the catalog.
  package let objectID: String
  /// Right ascension in degrees, 0 to 360.
  package let ra: Double?
  /// Declination in degrees, −90 to 90.
  package let dec: Double?
  /// Redshift z.
  package let redshift: Double?
  /// The catalog's own label.
  package let knownClass: String?
  /// The catalog's other columns, as text.
  package let attributes: [String: String]
  /// File or row it was read from.
  package let source: String
  /// Hexadecimal digest of its pixels; files of before version 5 have the source file's.
  package let sha256: String

  /// Columns in the order that `init(row:)` reads them.
  static let columns =
    "galaxy.id, galaxy.catalog, galaxy.objectID, galaxy.ra, galaxy.dec, galaxy.redshift,"
    + " galaxy.knownClass, galaxy.attributes, galaxy.source, galaxy.sha256"

  init(row: StoredRow) throws(StoreError) {
    id = try row[0]
    catalog = try row[1]
    objectID = try row[2]
    ra = try row[3]
    dec = try row[4]
    redshift = try row[5]
    knownClass = try row[6]
    // Written only where the catalog has other columns.
    attributes = try row.json(7) ?? [:]
    source = try row[8]
    sha256 = try row[9]
  }
}

/// What a training asks of a galaxy, which reads faster than all that is known of it.
package struct GalaxyIdentity: Sendable, Equatable, Identifiable {
  /// Number in the store; ascending in the order of import.
  package let id: Int64
  /// The survey's own name of it; unique within the catalog.
  package let objectID: String
  /// The catalog's own label.
  package let knownClass: String?
  /// Hexadecimal digest of its pixels; files of before version 5 have the source file's.
  package let sha256: String

  /// Columns in the order that `init(row:)` reads them.
  static let columns = "id, objectID, knownClass, sha256"

  init(row: StoredRow) throws(StoreError) {
    id = try row[0]
    objectID = try row[1]
    knownClass = try row[2]
    sha256 = try row[3]
  }
}
