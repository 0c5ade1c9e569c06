import Foundation
import GRDB

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
  /// Hexadecimal digest of its stored pixels or source file.
  package let sha256: String

  /// Columns in the order that `init(row:)` reads them.
  static let columns =
    "galaxy.id, galaxy.catalog, galaxy.objectID, galaxy.ra, galaxy.dec, galaxy.redshift,"
    + " galaxy.knownClass, galaxy.attributes, galaxy.source, galaxy.sha256"

  init(row: Row) {
    id = row[0]
    catalog = row[1]
    objectID = row[2]
    ra = row[3]
    dec = row[4]
    redshift = row[5]
    knownClass = row[6]
    attributes = (row[7] as String?).map(StoredJSON.dictionary) ?? [:]
    source = row[8]
    sha256 = row[9]
  }
}

/// A galaxy as a catalog reader hands it over.
package struct NewGalaxy: Sendable {
  /// The survey's own name of it; unique within the catalog.
  package var objectID: String
  /// Right ascension in degrees; given together with `dec` or not at all.
  package var ra: Double?
  /// Declination in degrees.
  package var dec: Double?
  /// Redshift z.
  package var redshift: Double?
  /// The catalog's own label.
  package var knownClass: String?
  /// The catalog's other columns, as text.
  package var attributes: [String: String]
  /// File or row it was read from.
  package var source: String
  /// Hexadecimal digest by which a changed picture is noticed.
  package var sha256: String
  /// Its pixels.
  package var cutout: StoredCutout

  /// A galaxy with what the catalog says of it; an empty label counts as none.
  package init(
    objectID: String, ra: Double? = nil, dec: Double? = nil, redshift: Double? = nil,
    knownClass: String? = nil, attributes: [String: String] = [:], source: String,
    sha256: String, cutout: StoredCutout
  ) {
    self.objectID = objectID
    self.ra = ra
    self.dec = dec
    self.redshift = redshift
    self.knownClass = knownClass?.isEmpty == true ? nil : knownClass
    self.attributes = attributes
    self.source = source
    self.sha256 = sha256
    self.cutout = cutout
  }
}

/// What an import of one chunk came to.
package struct InsertedGalaxies: Sendable, Equatable {
  /// Galaxies that are new.
  package var inserted = 0
  /// Object ids that were there with the same picture.
  package var skipped = 0
  /// Object ids that were there with another picture, which was kept.
  package var changed: [String] = []

  /// Nothing inserted yet.
  package init() {}

  /// Adds the counts of another chunk.
  package static func += (left: inout InsertedGalaxies, right: InsertedGalaxies) {
    left.inserted += right.inserted
    left.skipped += right.skipped
    left.changed += right.changed
  }
}
