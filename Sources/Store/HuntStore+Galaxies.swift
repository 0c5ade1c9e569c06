import Foundation
import GRDB

extension HuntStore {
  /// Stores one chunk of galaxies in one transaction; object ids that are there are left alone.
  ///
  /// Running an interrupted import again therefore goes on where it stopped.
  @discardableResult
  package func insert(
    _ galaxies: [NewGalaxy], into catalog: CatalogRecord.ID
  ) throws(StoreError) -> InsertedGalaxies {
    try write { db in
      let known = try db.makeStatement(
        sql: "SELECT sha256 FROM galaxy WHERE catalog = ? AND objectID = ?")
      let galaxyRow = try db.makeStatement(
        sql: """
          INSERT INTO galaxy (
            catalog, objectID, ra, dec, redshift, knownClass, attributes, source, sha256)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """)
      let cutoutRow = try db.makeStatement(
        sql: """
          INSERT INTO cutout (galaxy, format, width, height, channels, pixels)
          VALUES (?, ?, ?, ?, ?, ?)
          """)
      var result = InsertedGalaxies()
      for galaxy in galaxies {
        let shape = galaxy.cutout.shape
        guard galaxy.cutout.bytes.count == shape.byteCount else {
          throw StoreError.pixelCount(
            objectID: galaxy.objectID, bytes: galaxy.cutout.bytes.count,
            expected: shape.byteCount)
        }
        if let digest = try String.fetchOne(known, arguments: [catalog, galaxy.objectID]) {
          if digest == galaxy.sha256 {
            result.skipped += 1
          } else {
            result.changed.append(galaxy.objectID)
          }
          continue
        }
        let attributes =
          galaxy.attributes.isEmpty ? nil : try StoredJSON.text(galaxy.attributes)
        try galaxyRow.execute(arguments: [
          catalog, galaxy.objectID, galaxy.ra, galaxy.dec, galaxy.redshift, galaxy.knownClass,
          attributes, galaxy.source, galaxy.sha256,
        ])
        try cutoutRow.execute(arguments: [
          db.lastInsertedRowID, shape.format.rawValue, shape.width, shape.height, shape.channels,
          Data(galaxy.cutout.bytes),
        ])
        result.inserted += 1
      }
      return result
    }
  }

  /// Object ids a catalog holds already, so that a reader need not decode them again.
  package func objectIDs(in catalog: CatalogRecord.ID) throws(StoreError) -> Set<String> {
    try read { db in
      try String.fetchSet(
        db, sql: "SELECT objectID FROM galaxy WHERE catalog = ?", arguments: [catalog])
    }
  }

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
      try Int64.fetchAll(
        db, sql: "SELECT id FROM galaxy" + Self.filter(catalog) + " ORDER BY id",
        arguments: Self.arguments(catalog))
    }
  }

  /// Galaxies in ascending order of their numbers, without pixels; `after` and `limit` page.
  package func galaxies(
    in catalog: CatalogRecord.ID? = nil, after: Int64 = 0, limit: Int? = nil
  ) throws(StoreError) -> [GalaxyRecord] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: "SELECT \(GalaxyRecord.columns) FROM galaxy WHERE id > ?"
          + (catalog == nil ? "" : " AND catalog = ?") + " ORDER BY id LIMIT ?",
        arguments: [after] + Self.arguments(catalog) + [limit ?? -1]
      ).mapToArray(GalaxyRecord.init)
    }
  }

  /// The galaxies of the given numbers, in that order.
  package func galaxies(ids: [Int64]) throws(StoreError) -> [GalaxyRecord] {
    try read { db in
      let statement = try db.makeStatement(
        sql: "SELECT \(GalaxyRecord.columns) FROM galaxy WHERE id = ?")
      return try ids.map { id in
        guard let row = try Row.fetchOne(statement, arguments: [id]) else {
          throw StoreError.noGalaxy(objectID: "#\(id)")
        }
        return GalaxyRecord(row: row)
      }
    }
  }

  /// The galaxy of this object id; an id that several catalogs use is an error naming them.
  package func galaxy(
    objectID: String, in catalog: CatalogRecord.ID? = nil
  ) throws(StoreError) -> GalaxyRecord {
    try read { db in try Self.galaxy(objectID, in: catalog, db) }
  }

  /// Groups of galaxies, in or across catalogs, that have the very same picture.
  package func identicalPictures() throws(StoreError) -> [[GalaxyRecord]] {
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT \(GalaxyRecord.columns) FROM galaxy
          WHERE sha256 IN (SELECT sha256 FROM galaxy GROUP BY sha256 HAVING count(*) > 1)
          ORDER BY sha256, id
          """
      ).mapToArray(GalaxyRecord.init)
      return rows.reduce(into: []) { groups, galaxy in
        if groups.last?.first?.sha256 == galaxy.sha256 {
          groups[groups.count - 1].append(galaxy)
        } else {
          groups.append([galaxy])
        }
      }
    }
  }

  static func galaxy(
    _ objectID: String, in catalog: CatalogRecord.ID?, _ db: Database
  ) throws -> GalaxyRecord {
    let found = try Row.fetchAll(
      db,
      sql: "SELECT \(GalaxyRecord.columns) FROM galaxy WHERE objectID = ?"
        + (catalog == nil ? "" : " AND catalog = ?") + " ORDER BY id",
      arguments: [objectID] + arguments(catalog)
    ).map(GalaxyRecord.init)
    guard let first = found.first else { throw StoreError.noGalaxy(objectID: objectID) }
    guard found.count == 1 else {
      let names = try found.map { galaxy in
        try String.fetchOne(
          db, sql: "SELECT name FROM catalog WHERE id = ?", arguments: [galaxy.catalog]) ?? ""
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

extension RowCursor {
  /// Decodes each row while it is current; a fetched array would copy every row first.
  func mapToArray<T>(_ decode: (Row) throws -> T) throws -> [T] {
    var result: [T] = []
    while let row = try next() { result.append(try decode(row)) }
    return result
  }
}
