/// A survey that was read into the store.
package struct CatalogRecord: Sendable, Equatable, Identifiable {
  /// Number in the store.
  package let id: Int64
  /// What the user calls it; unique.
  package let name: String
  /// The folder or file it was read from.
  package let source: String
  /// The reader that read it.
  package let reader: String
  /// ISO-8601.
  package let createdAt: String
  /// How its float pictures are shown; nil for the usual way.
  package let stretch: PictureStretch?
  /// What its cutouts show; nil in hunts from before that was kept.
  package let recipe: CutoutRecipe?
  /// The number that cutouts made by its recipe share.
  package let recipeNumber: Int
  /// The replacement of all its cutouts that is not finished; nil where none is.
  package let replacement: CatalogReplacement?
  /// How many galaxies it holds.
  package let galaxies: Int

  /// The number that cutouts share which are taken into it now.
  package var newRecipeNumber: Int { replacement?.mark.number ?? recipeNumber }

  init(row: StoredRow) throws(StoreError) {
    id = try row["id"]
    name = try row["name"]
    source = try row["source"]
    reader = try row["reader"]
    createdAt = try row["createdAt"]
    stretch = try row.json("stretch")
    recipe = try row.json("recipe")
    recipeNumber = try row["recipeNumber"]
    let mark: CatalogReplacement.Mark? = try row.json("replacement")
    replacement = mark.map { [name, source] in
      CatalogReplacement(catalog: name, source: source, mark: $0)
    }
    galaxies = try row["galaxies"]
  }
}
