import Foundation
import Testing

@testable import Store

/// Flags and notes.
@Suite struct HuntStoreRemarksTests {
  @Test func remarksComeBackInTheirOrder() throws {
    let fixture = try StoreFixture()
    let (store, hunt, ids) = (fixture.store, fixture.hunt.id, fixture.ids)
    let first = try store.remark(
      galaxy: ids[1], kind: .flag, text: nil, hunt: hunt, annotator: "ann",
      now: StoreFixture.time(1))
    try store.remark(
      galaxy: ids[1], kind: .note, text: "a bridge, \"faint\"", hunt: hunt, annotator: "bob",
      now: StoreFixture.time(2))
    let remarks = try store.remarks(hunt: hunt)
    #expect(remarks.map(\.kind) == [.flag, .note] && remarks[0].id == first)
    #expect(remarks.map(\.objectID) == ["G1", "G1"] && remarks.map(\.annotator) == ["ann", "bob"])
    #expect(remarks.map(\.text) == [nil, "a bridge, \"faint\""])
    #expect(remarks[1].createdAt == Timestamp.text(StoreFixture.time(2)))
    #expect(try store.remarks(hunt: store.addHunt(name: "other").id).isEmpty)
  }

  /// A flag is its owner's: nobody else takes it away.
  @Test func aFlagHoldsUntilItsOwnerTakesItAway() throws {
    let fixture = try StoreFixture()
    let (store, hunt, ids) = (fixture.store, fixture.hunt.id, fixture.ids)
    func say(_ kind: RemarkKind, _ galaxy: Int, by annotator: String) throws {
      try store.remark(galaxy: ids[galaxy], kind: kind, hunt: hunt, annotator: annotator)
    }
    try say(.flag, 0, by: "ann")
    try say(.flag, 1, by: "ann")
    try say(.unflag, 1, by: "bob")
    #expect(try store.flaggedGalaxies(hunt: hunt) == [ids[0], ids[1]])
    try say(.unflag, 0, by: "ann")
    #expect(try store.flaggedGalaxies(hunt: hunt) == [ids[1]])
    try say(.flag, 0, by: "ann")
    #expect(try store.flaggedGalaxies(hunt: hunt) == [ids[0], ids[1]])
  }

  @Test(arguments: [
    "UPDATE remark SET text = 'else'",
    "DELETE FROM remark",
    "INSERT OR REPLACE INTO remark SELECT id, hunt, galaxy, 'bob', kind, text, createdAt FROM remark",
    "INSERT INTO remark (hunt, galaxy, annotator, kind, createdAt)"
      + " VALUES (1, 1, 'ann', 'note', '2025-01-01')",
    "INSERT INTO remark (hunt, galaxy, annotator, kind, createdAt)"
      + " VALUES (1, 1, 'ann', 'shout', '2025-01-01')",
    "INSERT INTO remark (hunt, galaxy, annotator, kind, createdAt)"
      + " VALUES (1, 99, 'ann', 'flag', '2025-01-01')",
  ])
  func refuses(sql: String) throws {
    let fixture = try StoreFixture()
    try fixture.store.remark(
      galaxy: fixture.ids[0], kind: .note, text: "n", hunt: fixture.hunt.id, annotator: "ann")
    #expect(throws: (any Error).self) { try fixture.store.execute(sql) }
    #expect(try fixture.store.remarks(hunt: fixture.hunt.id).map(\.annotator) == ["ann"])
  }
}
