import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// A catalog whose cutouts are being replaced is marked until all of them are.
@Suite struct ReplacementTests {
  private let fixture: StoreFixture
  private let half = CutoutRecipe(crop: 0.5)
  private let whole = CutoutRecipe()

  init() throws { fixture = try StoreFixture(galaxies: 4) }

  private var store: HuntStore { fixture.store }

  private func begin(_ recipe: CutoutRecipe, isReplacing: Bool = true) throws -> CatalogRecord {
    try store.addCatalog(
      name: "tiny", source: "tiny.csv", reader: "csv", recipe: recipe, isReplacing: isReplacing)
  }

  private func take(_ indices: Range<Int>, _ catalog: CatalogRecord, shade: UInt8) throws {
    let galaxies = indices.map { index in
      var galaxy = StoreFixture.galaxy(index, digest: "shade \(shade)")
      galaxy.cutout = StoredCutout(
        shape: StoreFixture.shape, bytes: [UInt8](repeating: shade, count: 24))
      return galaxy
    }
    try store.insert(
      galaxies, into: catalog.id, recipeNumber: catalog.newRecipeNumber, replacing: true)
  }

  /// One that was begun and took nothing yet can't bring its cutouts in as those of the next.
  @Test func twoReplacementsHaveTwoNumbers() throws {
    let first = try begin(half)
    let second = try begin(CutoutRecipe(crop: 0.25))
    #expect(first.newRecipeNumber != second.newRecipeNumber)
    #expect(throws: StoreError.self) { try take(0..<2, first, shade: 1) }
    #expect(throws: Never.self) { try take(0..<4, second, shade: 2) }
  }

  @Test func itIsMarkedFromTheFirstTransactionToTheLast() throws {
    #expect(throws: Never.self) { try store.requireWholeCatalogs() }
    let catalog = try begin(half)
    let replacement = try #require(catalog.replacement)
    #expect(replacement.recipe == half && catalog.recipe == whole)
    try take(0..<2, catalog, shade: 1)
    #expect(throws: StoreError.unfinishedReplacement(replacement)) {
      try store.requireWholeCatalogs()
    }
    #expect(throws: StoreError.unfinishedReplacement(replacement)) {
      try store.requireWholeCatalogs("tiny")
    }
    #expect(throws: Never.self) { try store.requireWholeCatalogs("another") }
    // What would add to it as it was, or as it will be, has to wait.
    for recipe in [whole, half] {
      #expect(throws: StoreError.unfinishedReplacement(replacement)) {
        try begin(recipe, isReplacing: false)
      }
    }
    // The same again goes on.
    #expect(try begin(half).replacement == replacement)
    try take(2..<4, catalog, shade: 1)
    try store.finishReplacement(of: "tiny")
    let done = try store.catalog(named: "tiny")
    #expect(done.recipe == half && done.replacement == nil && done.recipeNumber == 1)
    #expect(throws: Never.self) { try store.requireWholeCatalogs() }
    #expect(try begin(half, isReplacing: false).recipe == half)
  }

  @Test func itIsNotFinishedBeforeEveryGalaxyWasTaken() throws {
    let catalog = try begin(half)
    let replacement = try #require(catalog.replacement)
    try take(0..<3, catalog, shade: 1)
    #expect(throws: StoreError.partlyReplaced(replacement, galaxies: 1, earlier: whole)) {
      try store.finishReplacement(of: "tiny")
    }
    #expect(try store.catalog(named: "tiny").replacement == replacement)
    // Back to what the fourth one shows still.
    let back = try begin(whole)
    try take(0..<3, back, shade: 2)
    try store.finishReplacement(of: "tiny")
    #expect(try store.catalog(named: "tiny").recipe == whole)
    #expect(throws: Never.self) { try store.requireWholeCatalogs() }
  }

  @Test func anotherRecipeBeginsAllOfItAnew() throws {
    let first = try begin(half)
    try take(0..<3, first, shade: 1)
    let quarter = try begin(CutoutRecipe(crop: 0.25))
    #expect(quarter.newRecipeNumber == 2)
    // Whoever is still at the first one is stopped before the next chunk.
    let replacement = try #require(quarter.replacement)
    #expect(throws: StoreError.unfinishedReplacement(replacement)) {
      try take(3..<4, first, shade: 1)
    }
    try take(0..<2, quarter, shade: 3)
    #expect(
      throws: StoreError.partlyReplaced(replacement, galaxies: 2, earlier: whole)
    ) { try store.finishReplacement(of: "tiny") }
    try take(2..<4, quarter, shade: 3)
    try store.finishReplacement(of: "tiny")
    #expect(try store.catalog(named: "tiny").recipe == CutoutRecipe(crop: 0.25))
    #expect(try store.count("SELECT count(*) FROM galaxy WHERE recipeNumber = 2") == 4)
  }

  @Test func anImportThatBeganBeforeIsStopped() throws {
    let before = try begin(whole, isReplacing: false)
    let replacement = try #require(try begin(half).replacement)
    #expect(throws: StoreError.unfinishedReplacement(replacement)) {
      try store.insert(
        [StoreFixture.galaxy(9)], into: before.id, recipeNumber: before.newRecipeNumber)
    }
    #expect(try store.galaxyCount() == 4)
  }

  @Test func aReplacementThatTookNothingIsOver() throws {
    _ = try begin(half)
    try store.finishReplacement(of: "tiny")
    let catalog = try store.catalog(named: "tiny")
    #expect(catalog.recipe == whole && catalog.replacement == nil)
  }

  @Test func galaxiesWithEqualPixelsCountAsTaken() throws {
    let catalog = try begin(half)
    try store.insert(
      (0..<4).map { StoreFixture.galaxy($0) }, into: catalog.id,
      recipeNumber: catalog.newRecipeNumber, replacing: true)
    try store.finishReplacement(of: "tiny")
    #expect(try store.catalog(named: "tiny").recipe == half)
    #expect(try store.count("SELECT max(pixelRevision) FROM galaxy") == 1, "no new pixels")
  }

  @Test func aGalaxyThatLostItsCutoutGetsOneAgain() throws {
    try store.execute("DELETE FROM cutout WHERE galaxy = \(fixture.ids[2])")
    let catalog = try begin(whole)
    try take(2..<3, catalog, shade: 5)
    try store.finishReplacement(of: "tiny")
    #expect(try store.cutout(of: fixture.ids[2]).bytes.allSatisfy { $0 == 5 })
  }
}
