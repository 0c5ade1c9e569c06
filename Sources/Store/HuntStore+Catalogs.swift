package import Foundation
import GRDB

extension HuntStore {
  /// The catalog of this name, made if there is none; one read from another source is an error.
  ///
  /// A stretch takes the place of the one that the catalog has. Another recipe than the catalog's is
  /// an error, for half of its cutouts would show something else, unless all are to be replaced;
  /// `setRecipe` notes that they were.
  package func addCatalog(
    name: String, source: String, reader: String, stretch: PictureStretch? = nil,
    recipe: CutoutRecipe = CutoutRecipe(), isReplacing: Bool = false, now: Date = Date()
  ) throws(StoreError) -> CatalogRecord {
    try write { db in
      if let known = try Self.catalog(name, db) {
        guard known.source == source else {
          throw StoreError.catalogFromElsewhere(name: name, source: known.source)
        }
        if let own = known.recipe, own != recipe, !isReplacing {
          throw StoreError.otherRecipe(name: name, recipe: own)
        }
      }
      try db.execute(
        sql: """
          INSERT INTO catalog (name, source, reader, stretch, recipe, createdAt)
          VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET
            stretch = coalesce(excluded.stretch, stretch), recipe = coalesce(recipe, excluded.recipe)
          """,
        arguments: [
          name, source, reader, try stretch.map(StoredJSON.text), try StoredJSON.text(recipe),
          Timestamp.text(now),
        ])
      guard let made = try Self.catalog(name, db) else { throw StoreError.noCatalog(name: name) }
      return made
    }
  }

  /// Notes what all cutouts of a catalog show from now on.
  package func setRecipe(_ recipe: CutoutRecipe, of catalog: Int64) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "UPDATE catalog SET recipe = ? WHERE id = ?",
        arguments: [try StoredJSON.text(recipe), catalog])
    }
  }

  /// Every catalog with its number of galaxies, in the order of import.
  package func catalogs() throws(StoreError) -> [CatalogRecord] {
    try read { db in
      try db.rows(of: "catalog", Self.catalogQuery + " ORDER BY id", [], CatalogRecord.init)
    }
  }

  /// The catalog of this name.
  package func catalog(named name: String) throws(StoreError) -> CatalogRecord {
    try read { db in
      guard let found = try Self.catalog(name, db) else { throw StoreError.noCatalog(name: name) }
      return found
    }
  }

  /// How a galaxy's float picture is shown; nil for the usual way.
  package func stretch(of galaxy: Int64) throws(StoreError) -> PictureStretch? {
    try read { db in
      try db.row(
        of: "catalog",
        """
        SELECT id, stretch FROM catalog
        WHERE id = (SELECT catalog FROM galaxy WHERE galaxy.id = ?)
        """, [galaxy]
      ) { try $0.json(1) } ?? nil
    }
  }

  static let catalogQuery = """
    SELECT *, (SELECT count(*) FROM galaxy WHERE galaxy.catalog = catalog.id) AS galaxies
    FROM catalog
    """

  static func catalog(_ name: String, _ db: Database) throws -> CatalogRecord? {
    try db.row(of: "catalog", catalogQuery + " WHERE name = ?", [name], CatalogRecord.init)
  }
}
