import Foundation
import GRDB

extension HuntStore {
  /// How many galaxies there are, of one catalog or of all.
  package func galaxyCount(in catalog: CatalogRecord.ID? = nil) throws(StoreError) -> Int {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM galaxy" + Self.filter(catalog),
        arguments: Self.arguments(catalog)) ?? 0
    }
  }

  /// Galaxies' numbers in ascending order, of one catalog or of all.
  package func galaxyIDs(in catalog: CatalogRecord.ID? = nil) throws(StoreError) -> [Int64] {
    try read { db in
      try db.values(
        of: "galaxy", "SELECT id FROM galaxy" + Self.filter(catalog) + " ORDER BY id",
        Self.arguments(catalog))
    }
  }

  /// Galaxies in ascending order of their numbers, without pixels; `after` and `limit` page.
  package func galaxies(
    in catalog: CatalogRecord.ID? = nil, after: Int64 = 0, limit: Int? = nil
  ) throws(StoreError) -> [GalaxyRecord] {
    try read { db in
      try db.rows(
        of: "galaxy",
        "SELECT \(GalaxyRecord.columns) FROM galaxy WHERE id > ?"
          + (catalog == nil ? "" : " AND catalog = ?") + " ORDER BY id LIMIT ?",
        [after] + Self.arguments(catalog) + [limit ?? -1], GalaxyRecord.init)
    }
  }

  /// What a training asks of each galaxy, in ascending order of their numbers; `after` and `limit` page.
  package func galaxyIdentities(
    in catalog: CatalogRecord.ID? = nil, after: Int64 = 0, limit: Int? = nil
  ) throws(StoreError) -> [GalaxyIdentity] {
    try read { db in
      try db.rows(
        of: "galaxy",
        "SELECT \(GalaxyIdentity.columns) FROM galaxy WHERE id > ?"
          + (catalog == nil ? "" : " AND catalog = ?") + " ORDER BY id LIMIT ?",
        [after] + Self.arguments(catalog) + [limit ?? -1], GalaxyIdentity.init)
    }
  }

  /// The galaxies of the given numbers, in that order.
  package func galaxies(ids: [Int64]) throws(StoreError) -> [GalaxyRecord] {
    try read { db in
      var galaxies = [GalaxyRecord?](repeating: nil, count: ids.count)
      let missing = try GalaxyRows.forEach(
        db, of: ids, in: "galaxy", "SELECT \(GalaxyRecord.columns) FROM galaxy WHERE true", by: "id"
      ) { row, place in galaxies[place] = try GalaxyRecord(row: row) }
      if let place = missing.first { throw StoreError.noGalaxy(objectID: "#\(ids[place])") }
      return galaxies.compactMap(\.self)
    }
  }

  /// The galaxy of this object id; an id that several catalogs use is an error naming them.
  package func galaxy(
    objectID: String, in catalog: CatalogRecord.ID? = nil
  ) throws(StoreError) -> GalaxyRecord {
    try read { db in try Self.galaxy(objectID, in: catalog, db) }
  }

  static func galaxy(
    _ objectID: String, in catalog: CatalogRecord.ID?, _ db: Database
  ) throws -> GalaxyRecord {
    let found = try db.rows(
      of: "galaxy",
      "SELECT \(GalaxyRecord.columns) FROM galaxy WHERE objectID = ?"
        + (catalog == nil ? "" : " AND catalog = ?") + " ORDER BY id",
      [objectID] + arguments(catalog), GalaxyRecord.init)
    guard let first = found.first else {
      guard !IDSpellings.isPlain(objectID),
        let spelling = try IDSpellings(in: catalog, db).spelling(of: objectID)
      else { throw StoreError.noGalaxy(objectID: objectID) }
      return try galaxy(spelling, in: catalog, db)
    }
    guard found.count == 1 else {
      let names = try found.map { galaxy in
        // A foreign key sees to it that the catalog is there.
        try db.value(of: "catalog", "SELECT name FROM catalog WHERE id = ?", [galaxy.catalog]) ?? ""
      }
      throw StoreError.ambiguousGalaxy(objectID: objectID, catalogs: names)
    }
    return first
  }

  static func filter(_ catalog: CatalogRecord.ID?) -> String {
    catalog == nil ? "" : " WHERE catalog = ?"
  }

  static func arguments(_ catalog: CatalogRecord.ID?) -> StatementArguments {
    catalog.map { [$0] } ?? []
  }
}
