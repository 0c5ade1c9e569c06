import Foundation
import GRDB
import Vocabulary

/// The statements of one import transaction, prepared once.
struct GalaxyWriter {
  /// A galaxy that is in the catalog.
  struct Known {
    let id: Int64
    let facts: GalaxyFacts
    let sha256: String
    let recipeNumber: Int
  }

  private let catalog: CatalogRecord.ID
  private let recipeNumber: Int
  private let db: Database

  init(catalog: CatalogRecord.ID, recipeNumber: Int, _ db: Database) {
    self.catalog = catalog
    self.recipeNumber = recipeNumber
    self.db = db
  }

  func known(_ objectID: String) throws -> Known? {
    try db.row(
      of: "galaxy",
      """
      SELECT id, ra, dec, redshift, knownClass, attributes, source, fingerprint, sha256,
        recipeNumber
      FROM galaxy WHERE catalog = ? AND objectID = ?
      """, [catalog, objectID], isKept: true
    ) { row in
      Known(
        id: try row[0],
        facts: GalaxyFacts(
          objectID: objectID, ra: try row[1], dec: try row[2], redshift: try row[3],
          knownClass: try row[4], attributes: try row.json(5) ?? [:], source: try row[6],
          fingerprint: try row[7]),
        sha256: try row[8], recipeNumber: try row[9])
    }
  }

  func pixels(of galaxy: Int64) throws -> [UInt8]? {
    try db.row(
      of: "cutout", "SELECT galaxy, pixels FROM cutout WHERE galaxy = ?", [galaxy], isKept: true
    ) { row in try row.withBytes(1) { [UInt8]($0) } }
  }

  func insert(_ galaxy: NewGalaxy) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO galaxy (
          ra, dec, redshift, knownClass, attributes, source, fingerprint, sha256, objectID,
          catalog, recipeNumber)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: try values(galaxy) + [galaxy.facts.objectID, catalog, recipeNumber])
    let shape = galaxy.cutout.shape
    try db.cachedStatement(
      sql: """
        INSERT INTO cutout (galaxy, format, width, height, channels, pixels)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      db.lastInsertedRowID, shape.format.rawValue, shape.width, shape.height, shape.channels,
      Data(galaxy.cutout.bytes),
    ])
  }

  /// Writes what is said of a galaxy, unless that is there already.
  func update(_ known: Known, to galaxy: NewGalaxy) throws {
    if known.facts == galaxy.facts && known.sha256 == galaxy.sha256 { return }
    try db.cachedStatement(
      sql: """
        UPDATE galaxy SET
          ra = ?, dec = ?, redshift = ?, knownClass = ?, attributes = ?, source = ?,
          fingerprint = ?, sha256 = ?
        WHERE id = ?
        """
    ).execute(arguments: try values(galaxy) + [known.id])
  }

  /// Takes over new pixels; their revision drops what was computed from the old ones.
  func replacePixels(of galaxy: Int64, by cutout: StoredCutout) throws {
    let shape = cutout.shape
    // A galaxy that has lost its cutout gets one again.
    try db.cachedStatement(
      sql: """
        INSERT INTO cutout (galaxy, format, width, height, channels, pixels)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET pixels = excluded.pixels
        """
    ).execute(arguments: [
      galaxy, shape.format.rawValue, shape.width, shape.height, shape.channels,
      Data(cutout.bytes),
    ])
    try db.cachedStatement(
      sql: "UPDATE galaxy SET pixelRevision = pixelRevision + 1 WHERE id = ?"
    ).execute(arguments: [galaxy])
  }

  /// Notes that a galaxy's cutout is made by the recipe of this transaction.
  func noteRecipe(of galaxy: Int64) throws {
    try db.cachedStatement(sql: "UPDATE galaxy SET recipeNumber = ? WHERE id = ?")
      .execute(arguments: [recipeNumber, galaxy])
  }

  private func values(_ galaxy: NewGalaxy) throws -> StatementArguments {
    let facts = galaxy.facts
    // SQLite takes NaN for no value.
    for (column, value) in [("ra", facts.ra), ("dec", facts.dec), ("redshift", facts.redshift)]
    where value?.isFinite == false {
      throw StoreError.notFinite(
        table: "galaxy", row: facts.objectID, column: column, isStored: false)
    }
    return [
      facts.ra, facts.dec, facts.redshift, facts.knownClass,
      facts.attributes.isEmpty ? nil : try StoredJSON.text(facts.attributes), facts.source,
      facts.fingerprint, galaxy.sha256,
    ]
  }
}
