import Foundation
import Store
import TestSupport
import Testing
import Vocabulary

/// Values that this version does not know, as a later one or another program could write them.
@Suite struct UnreadableRowsTests {
  /// Writes past the rules of the schema.
  private func write(_ sql: String, in store: HuntStore) throws {
    try store.execute("PRAGMA ignore_check_constraints = 1")
    try store.execute(sql)
  }

  @Test func anAnswerOfAnotherKindIsNotTakenForAnAnswer() throws {
    let fixture = try StoreFixture()
    try write(
      "INSERT INTO answer (hunt, galaxy, kind, annotator, answeredAt)"
        + " VALUES (1, 1, 'doubt', 'ann', '2025-01-01T00:00:00.000Z')", in: fixture.store)
    let error = #expect(throws: StoreError.self) {
      try fixture.store.answerHistory(hunt: fixture.hunt.id)
    }
    #expect(error == .unreadable(table: "answer", row: 1, column: "kind", value: "doubt"))
    #expect(
      "\(error!)"
        == "row 1 of the table answer holds \"doubt\" as kind, which this version does not understand"
    )
  }

  @Test func pixelsOfAnotherFormatAreNotTakenForBytes() throws {
    let fixture = try StoreFixture(galaxies: 2)
    try write("UPDATE cutout SET format = 'float16' WHERE galaxy = 1", in: fixture.store)
    let error = StoreError.unreadable(table: "cutout", row: 1, column: "format", value: "float16")
    #expect(throws: error) { try fixture.store.cutoutShape() }
    #expect(throws: error) { try fixture.store.pixels(of: [1]) }
    #expect(throws: error) { try fixture.store.pixels(of: [2, 1]) }
    #expect(throws: error) {
      try fixture.store.insert([StoreFixture.galaxy(7)], into: fixture.catalog.id)
    }
    #expect(try fixture.store.pixels(of: [2]).count == 1)
  }

  /// A lost recipe would let cutouts of another kind into the catalog.
  @Test func aCatalogsRecipeIsNotLost() throws {
    let fixture = try StoreFixture(galaxies: 1)
    try fixture.store.execute(#"UPDATE catalog SET recipe = '{"zoom":2}'"#)
    let error = StoreError.unreadable(
      table: "catalog", row: 1, column: "recipe", value: #"{"zoom":2}"#)
    #expect(throws: error) { try fixture.store.catalogs() }
    #expect(throws: error) {
      try fixture.store.addCatalog(name: "tiny", source: "tiny.csv", reader: "csv")
    }
    #expect(throws: error) { try fixture.store.status(hunt: fixture.hunt.id) }
    // What was never noted is not unreadable.
    try fixture.store.execute("UPDATE catalog SET recipe = NULL")
    #expect(try fixture.store.catalogs()[0].recipe == nil)
  }

  @Test func aCatalogsStretchIsNotLost() throws {
    let fixture = try StoreFixture(galaxies: 1)
    try fixture.store.execute("UPDATE catalog SET stretch = '[10, 8]'")
    let error = StoreError.unreadable(
      table: "catalog", row: 1, column: "stretch", value: "[10, 8]")
    #expect(throws: error) { try fixture.store.stretch(of: fixture.ids[0]) }
  }

  @Test func aGalaxysColumnsAreNotLost() throws {
    let fixture = try StoreFixture(galaxies: 2)
    try fixture.store.execute("UPDATE galaxy SET attributes = '[1]' WHERE id = 2")
    let error = StoreError.unreadable(table: "galaxy", row: 2, column: "attributes", value: "[1]")
    #expect(throws: error) { try fixture.store.galaxies() }
    #expect(throws: error) {
      try fixture.store.insert([StoreFixture.galaxy(1)], into: fixture.catalog.id)
    }
  }

  @Test func aQuestionsProbabilitiesAreNotLost() throws {
    let fixture = try StoreFixture()
    try fixture.openRound(0..<2)
    try fixture.store.execute("UPDATE question SET probabilities = '7' WHERE id = 2")
    #expect(
      throws: StoreError.unreadable(
        table: "question", row: 2, column: "probabilities", value: "7")
    ) { try fixture.store.questions(hunt: fixture.hunt.id) }
  }

  @Test func aModelOfAnotherKindIsNamed() throws {
    let fixture = try StoreFixture()
    let id = try fixture.store.save(
      NewModel(kind: .finetuned, preset: "p", weights: Data(), softwareVersion: "1"))
    try write("UPDATE model SET kind = 'oracle'", in: fixture.store)
    #expect(
      throws: StoreError.unreadable(table: "model", row: id, column: "kind", value: "oracle")
    ) { try fixture.store.models() }
  }

  /// An answer without a readable time could not be told from an older one.
  @Test func anAnswersTimeIsNotGuessed() throws {
    let fixture = try StoreFixture()
    try fixture.store.addClass("ring", hunt: fixture.hunt.id)
    try fixture.store.addClass("shell", hunt: fixture.hunt.id)
    try fixture.store.execute(
      "INSERT INTO answer (hunt, galaxy, kind, class, annotator, answeredAt)"
        + " VALUES (1, 1, 'answer', 1, 'eve', '2025-01-01')")
    let label = Label(
      objectID: "G0", className: "shell", answeredAt: "2024-01-01T00:00:00Z")
    #expect(
      throws: StoreError.unreadable(
        table: "answer", row: 1, column: "answeredAt", value: "2025-01-01")
    ) { try fixture.store.importLabels([label], hunt: fixture.hunt.id, annotator: "file") }
    #expect(try fixture.labels() == ["G0": "ring"])
  }

  @Test func aLongValueIsCutInTheSentence() {
    let error = StoreError.unreadable(
      table: "catalog", row: 3, column: "recipe", value: String(repeating: "x", count: 500))
    #expect("\(error)".count < 160 && "\(error)".contains("xxx…\""))
  }
}
