import Foundation
import GRDB

/// Replacing all cutouts of a catalog: many transactions, and until the last one it is marked.
///
/// While some galaxies show what the old recipe made and others what the new one does, nothing that
/// compares galaxies by their pixels is right. Each galaxy has the number of the recipe that its cutout
/// was made by, so a replacement that was broken off, begun anew by another recipe, or that left
/// galaxies out, is finished only when all of them have the same.
extension HuntStore {
  /// Marks a catalog as being replaced by this recipe; one that is marked so already stays as it is.
  ///
  /// - Returns: the number that the new cutouts share.
  static func beginReplacement(
    of catalog: CatalogRecord, by recipe: CutoutRecipe, now: Date, _ db: Database
  ) throws -> Int {
    if let mark = catalog.replacement?.mark, mark.recipe == recipe { return mark.number }
    let highest = try Int.fetchOne(
      db, sql: "SELECT max(recipeNumber) FROM galaxy WHERE catalog = ?", arguments: [catalog.id])
    let number =
      catalog.recipe == recipe
      ? catalog.recipeNumber
      // One that was begun and took nothing yet may still be at work under its number.
      : max(highest ?? 0, catalog.recipeNumber, catalog.replacement?.mark.number ?? 0) + 1
    let mark = CatalogReplacement.Mark(recipe: recipe, number: number, since: Timestamp.text(now))
    try db.execute(
      sql: "UPDATE catalog SET replacement = ? WHERE id = ?",
      arguments: [try StoredJSON.text(mark), catalog.id])
    return number
  }

  /// Takes the mark off a catalog all of whose cutouts were replaced; harmless where there is none.
  ///
  /// A replacement that took nothing is over as well: the catalog is what it was.
  ///
  /// - Throws: `StoreError.partlyReplaced` where it did not come by some galaxies; the mark stays.
  package func finishReplacement(of name: String) throws(StoreError) {
    try write { db in
      guard let catalog = try Self.catalog(name, db), let replacement = catalog.replacement else {
        return
      }
      let numbers: [(number: Int, galaxies: Int)] = try db.rows(
        of: "galaxy",
        "SELECT recipeNumber, count(*) FROM galaxy WHERE catalog = ? GROUP BY recipeNumber",
        [catalog.id]
      ) { (try $0[0], try $0[1]) }
      let mark = replacement.mark
      if numbers.allSatisfy({ $0.number == mark.number }) {
        try db.execute(
          sql: "UPDATE catalog SET recipe = ?, recipeNumber = ?, replacement = NULL WHERE id = ?",
          arguments: [try StoredJSON.text(mark.recipe), mark.number, catalog.id])
      } else if numbers.allSatisfy({ $0.number == catalog.recipeNumber }) {
        try db.execute(
          sql: "UPDATE catalog SET replacement = NULL WHERE id = ?", arguments: [catalog.id])
      } else {
        throw StoreError.partlyReplaced(
          replacement,
          galaxies: numbers.reduce(0) { $0 + ($1.number == mark.number ? 0 : $1.galaxies) },
          earlier: catalog.recipe)
      }
    }
  }

  /// Refuses where a catalog, or any of them, is half replaced.
  ///
  /// For whatever compares galaxies by their pixels, or by what was computed from them.
  ///
  /// - Throws: `StoreError.unfinishedReplacement`.
  package func requireWholeCatalogs(_ catalog: String? = nil) throws(StoreError) {
    let marked = try read { db in
      try db.rows(
        of: "catalog", "SELECT *, 0 AS galaxies FROM catalog WHERE replacement IS NOT NULL", [],
        CatalogRecord.init)
    }
    let found = marked.first { catalog == nil || $0.name == catalog }
    if let replacement = found?.replacement { throw .unfinishedReplacement(replacement) }
  }
}
