/// A replacement of all cutouts of a catalog that was begun and is not finished.
package struct CatalogReplacement: Sendable, Equatable {
  /// What a catalog notes of it, JSON.
  package struct Mark: Sendable, Equatable, Codable {
    /// What the new cutouts show.
    package let recipe: CutoutRecipe
    /// The number that cutouts made by it share.
    package let number: Int
    /// When it was begun, ISO-8601.
    package let since: String
  }

  /// Name of the catalog.
  package let catalog: String
  /// The folder or file that it is read from.
  package let source: String
  /// What is noted of it.
  package let mark: Mark

  /// What the new cutouts show.
  package var recipe: CutoutRecipe { mark.recipe }
  /// When it was begun, ISO-8601.
  package var since: String { mark.since }

  /// A replacement of a catalog's cutouts.
  package init(catalog: String, source: String, mark: Mark) {
    self.catalog = catalog
    self.source = source
    self.mark = mark
  }

  /// A replacement of a catalog's cutouts by those of a recipe.
  package init(
    catalog: String, source: String, recipe: CutoutRecipe, number: Int = 1, since: String = ""
  ) {
    self.init(
      catalog: catalog, source: source, mark: Mark(recipe: recipe, number: number, since: since))
  }
}
