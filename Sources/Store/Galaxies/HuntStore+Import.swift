import Foundation
import GRDB

extension HuntStore {
  /// Stores one chunk of galaxies in one transaction.
  ///
  /// Object ids that are there already are compared: what is unchanged is left alone, so running
  /// an interrupted import again goes on where it stopped. What is changed is reported, and
  /// replaced if so asked: new pixels take the place of the old ones, whose vectors and scores go.
  /// Answers always stay.
  ///
  /// - Parameter recipeNumber: the `newRecipeNumber` that the catalog had when their cutouts were
  ///   made; the one it has now if nil.
  /// - Throws: `StoreError.unfinishedReplacement` where somebody else has begun to replace the
  ///   catalog's cutouts since, by another recipe than these were made by.
  @discardableResult
  package func insert(
    _ galaxies: [NewGalaxy], into catalog: CatalogRecord.ID, recipeNumber: Int? = nil,
    replacing: Bool = false
  ) throws(StoreError) -> InsertedGalaxies {
    try write { db in
      let number = try Self.recipeNumber(of: catalog, expecting: recipeNumber, db)
      let writer = GalaxyWriter(catalog: catalog, recipeNumber: number, db)
      var result = InsertedGalaxies()
      var expected = try Self.cutoutShape(db)
      for galaxy in galaxies {
        let shape = galaxy.cutout.shape
        if shape != expected ?? shape {
          throw StoreError.otherShape(
            objectID: galaxy.facts.objectID, shape: "\(shape)", hunt: "\(expected ?? shape)")
        }
        expected = shape
        guard galaxy.cutout.bytes.count == shape.byteCount else {
          throw StoreError.pixelCount(
            objectID: galaxy.facts.objectID, bytes: galaxy.cutout.bytes.count,
            expected: shape.byteCount)
        }
        guard let known = try writer.known(galaxy.facts.objectID) else {
          try writer.insert(galaxy)
          result.inserted += 1
          continue
        }
        var differences = known.facts.differences(from: galaxy.facts)
        let hasNewPixels = try writer.pixels(of: known.id) != galaxy.cutout.bytes
        if hasNewPixels { differences.insert("picture", at: 0) }
        if differences.isEmpty {
          try writer.update(known, to: galaxy)
          if replacing, known.recipeNumber != number { try writer.noteRecipe(of: known.id) }
          result.skipped += 1
          continue
        }
        if replacing {
          try writer.update(known, to: galaxy)
          if hasNewPixels { try writer.replacePixels(of: known.id, by: galaxy.cutout) }
          if known.recipeNumber != number { try writer.noteRecipe(of: known.id) }
        }
        result.changed.append(
          ChangedGalaxy(
            objectID: galaxy.facts.objectID, source: galaxy.facts.source,
            differences: differences, wasReplaced: replacing))
      }
      return result
    }
  }

  /// Those of some object ids that a catalog holds with the same facts and fingerprint.
  ///
  /// Nothing about them can have changed, so a reader need not decode them again.
  package func unchanged(
    _ galaxies: [GalaxyFacts], in catalog: CatalogRecord.ID
  ) throws(StoreError) -> Set<String> {
    try read { db in
      let writer = GalaxyWriter(catalog: catalog, recipeNumber: 0, db)
      return Set(
        try galaxies.compactMap { galaxy in
          guard galaxy.fingerprint != nil, try writer.known(galaxy.objectID)?.facts == galaxy
          else { return nil }
          return galaxy.objectID
        })
    }
  }

  /// The number of the recipe that new cutouts of a catalog are made by, if it is still the same.
  private static func recipeNumber(
    of id: CatalogRecord.ID, expecting expected: Int?, _ db: Database
  ) throws -> Int {
    let catalog = try db.row(
      of: "catalog", "SELECT *, 0 AS galaxies FROM catalog WHERE id = ?", [id],
      CatalogRecord.init)
    guard let catalog else {
      throw StoreError.noCatalog(name: "#\(id)")
    }
    let number = catalog.newRecipeNumber
    if let expected, expected != number {
      if let replacement = catalog.replacement {
        throw StoreError.unfinishedReplacement(replacement)
      }
      throw StoreError.otherRecipe(
        name: catalog.name, recipe: catalog.recipe ?? CutoutRecipe())
    }
    return number
  }

  /// Galaxies of a catalog that have the same pixels as an earlier one of any catalog.
  package func duplicates(
    in catalog: CatalogRecord.ID
  ) throws(StoreError) -> [DuplicatePicture] {
    try read { db in
      try db.rows(
        of: "galaxy",
        """
        SELECT galaxy.id, galaxy.objectID, first.objectID, catalog.name
        FROM (SELECT sha256, min(id) AS id FROM galaxy GROUP BY sha256 HAVING count(*) > 1)
          AS picture
        JOIN galaxy ON galaxy.sha256 = picture.sha256 AND galaxy.id <> picture.id
        JOIN galaxy AS first ON first.id = picture.id
        JOIN catalog ON catalog.id = first.catalog
        WHERE galaxy.catalog = ?
        ORDER BY galaxy.id
        """, [catalog]
      ) { DuplicatePicture(objectID: try $0[1], first: try $0[2], catalog: try $0[3]) }
    }
  }
}

extension GalaxyFacts {
  /// What another version says otherwise; where it was read does not count.
  fileprivate func differences(from other: GalaxyFacts) -> [String] {
    var names: [String] = []
    if knownClass != other.knownClass { names.append("label") }
    if ra != other.ra || dec != other.dec { names.append("position") }
    if redshift != other.redshift { names.append("redshift") }
    if attributes != other.attributes { names.append("attributes") }
    return names
  }
}
