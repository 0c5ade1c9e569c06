package import Foundation
import GRDB

extension HuntStore {
  /// The catalog of this name, made if there is none; one read from another source is an error.
  ///
  /// A stretch takes the place of the one that the catalog has. Another recipe than the catalog's is
  /// an error, for half of its cutouts would show something else, unless all are to be replaced. The
  /// catalog is then marked until `finishReplacement`, and nothing else can be added to it.
  package func addCatalog(
    name: String, source: String, reader: String, stretch: PictureStretch? = nil,
    recipe: CutoutRecipe = CutoutRecipe(), isReplacing: Bool = false, now: Date = Date()
  ) throws(StoreError) -> CatalogRecord {
    try write { db in
      if let known = try Self.catalog(name, db) {
        guard known.source == source else {
          throw StoreError.catalogFromElsewhere(name: name, source: known.source)
        }
        if isReplacing {
          _ = try Self.beginReplacement(of: known, by: recipe, now: now, db)
        } else if let replacement = known.replacement {
          throw StoreError.unfinishedReplacement(replacement)
        } else if let own = known.recipe, own != recipe {
          throw StoreError.otherRecipe(name: name, recipe: own)
        }
      }
      try db.execute(
        sql: """
          INSERT INTO catalog (name, source, reader, stretch, recipe, createdAt)
          VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (name) DO UPDATE SET
            stretch = coalesce(excluded.stretch, stretch),
            recipe = CASE WHEN replacement IS NULL
              THEN coalesce(recipe, excluded.recipe) ELSE recipe END
          """,
        arguments: [
          name, source, reader, try stretch.map(StoredJSON.text), try StoredJSON.text(recipe),
          Timestamp.text(now),
        ])
      guard let made = try Self.catalog(name, db) else { throw StoreError.noCatalog(name: name) }
      return made
    }
  }

  /// Every catalog with its number of galaxies, in the order of import.
  package func catalogs() throws(StoreError) -> [CatalogRecord] {
    try read { db in
      try db.rows(of: "catalog", Self.catalogQuery + " ORDER BY id", [], CatalogRecord.init)
    }
  }

  /// The catalog of this number, its galaxies not counted.
  package func catalog(id: CatalogRecord.ID) throws(StoreError) -> CatalogRecord {
    try read { db in
      let found = try db.row(
        of: "catalog", "SELECT *, 0 AS galaxies FROM catalog WHERE id = ?", [id],
        CatalogRecord.init)
      guard let found else { throw StoreError.noCatalog(name: "#\(id)") }
      return found
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
