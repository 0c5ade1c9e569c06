import Digests
import Foundation
import GRDB
import TestSupport
import Testing
import Vocabulary

@testable import Store

/// What a check finds, and what a repair drops.
@Suite struct CheckingTests {
  /// A hunt with something of everything, nothing of which is wrong.
  private func hunt() throws -> StoreFixture {
    let fixture = try StoreFixture(galaxies: 0)
    let store = fixture.store
    try store.insert(
      (0..<6).map { index in
        let bytes = StoreFixture.galaxy(index).cutout.bytes
        return StoreFixture.galaxy(
          index,
          digest: bytes.withUnsafeBytes {
            SHA256.hexDigest(width: 4, height: 2, channels: 3, pixels: $0)
          })
      }, into: fixture.catalog.id)
    let whole = StoreFixture(
      store: store, catalog: fixture.catalog, hunt: fixture.hunt, ids: try store.galaxyIDs())
    let ids = whole.ids
    for kind in [ModelKind.embedder, .scorer] {
      let model = try store.save(
        NewModel(kind: kind, preset: "p", weights: Data([1, 2, 3]), softwareVersion: "0"))
      for score in ScoreKind.stored where score.source == kind {
        try store.writeScores(
          model: model, kind: score.rawValue, ids: ids, values: ids.map { Double($0) })
      }
    }
    try store.writeEmbeddings(
      model: 1, ids: ids, dimension: 2, values: (0..<12).map { Float($0) + 0.5 })
    try store.writeShapes(ids: ids, version: 1, dimension: 1, values: ids.map { Float($0) })
    try store.writePeaks(ids: ids, channels: 1, values: ids.map { Float($0) })
    try store.save(
      CheckpointRecord(
        kind: .scorer, run: "{}", config: "{}", history: "[]", epoch: 1, epochs: 2, step: 3,
        state: Data([1, 2])))
    try whole.openRound(0..<3)
    try store.addClass("ring", hunt: fixture.hunt.id)
    try whole.answer(0, "ring")
    try whole.answer(1, "ring")
    return whole
  }

  /// Whoever breaks a check off is told of that, and not of a file that can't be read.
  @Test func whatEndsACheckComesOutAsItIs() throws {
    struct Stop: Error {}
    let folder = try TemporaryFolder()
    for store in [try hunt().store, try HuntStore.create(at: folder.path("hunt.sqlite"))] {
      #expect(throws: Stop.self) { try store.check(.deep) { _ in throw Stop() } }
    }
  }

  private func problems(_ store: HuntStore, _ depth: CheckDepth = .deep) throws -> [String] {
    try store.check(depth).problems.map { "\($0)" }
  }

  @Test(arguments: [CheckDepth.glance, .usual, .deep])
  func aSoundHuntHasNoProblems(_ depth: CheckDepth) throws {
    let store = try hunt().store
    let findings = try store.check(depth)
    #expect(findings.problems.isEmpty, "\(findings.problems)")
    #expect(findings.undigested == 0)
    #expect(try store.repair(findings) == StoreRepairs())
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let sql: String
    let problem: String
    /// Rows that a repair drops; nil where it can do nothing.
    let dropped: [String: Int]?

    init(_ sql: String, _ problem: String, drops dropped: [String: Int]? = nil) {
      self.sql = sql
      self.problem = problem
      self.dropped = dropped
    }

    var testDescription: String { sql }
  }

  @Test(
    arguments: [
      Case(
        "UPDATE embedding SET pixelRevision = 7 WHERE galaxy = 2",
        "embedding, model 1, galaxy 2 (G1): it was computed from pixels that the galaxy no longer has",
        drops: ["embedding": 1]),
      Case(
        "UPDATE score SET pixelRevision = 7 WHERE galaxy = 2 AND kind = 'fusion'",
        "score, model 1, galaxy 2 (G1): it was computed from pixels that the galaxy no longer has",
        drops: ["score": 1]),
      Case(
        "UPDATE embedding SET vector = x'0000803f0000803f' WHERE galaxy = 3",
        "embedding, model 1, galaxy 3: the vector changed after being stored",
        drops: ["embedding": 1, "score": 4]),
      Case(
        "UPDATE embedding SET vector = x'0000803f0000c07f', digest = NULL WHERE galaxy = 3",
        "embedding, model 1, galaxy 3: the vector holds a number that is not finite, or far too large",
        drops: ["embedding": 1, "score": 4]),
      Case(
        "UPDATE embedding SET vector = x'0000803f', digest = NULL WHERE galaxy = 1",
        "embedding, model 1, galaxy 1: it has 1 numbers, the others 2",
        drops: ["embedding": 1, "score": 4]),
      Case(
        "UPDATE score SET value = 9e999 WHERE galaxy = 4 AND kind = 'density'",
        "score, model 1, density, galaxy 4: the value is no finite number", drops: ["score": 1]),
      Case(
        "INSERT INTO score (model, kind, galaxy, value) VALUES (2, 'fusion', 1, 3)",
        "score, model 2, fusion: a model of the kind scorer gives none such", drops: ["score": 1]),
      Case(
        "UPDATE shape SET vector = zeroblob(4) WHERE galaxy = 5",
        "shape, galaxy 5: the vector changed after being stored", drops: ["shape": 1]),
      Case(
        "UPDATE peak SET vector = zeroblob(4)",
        "peak, galaxy 1: the vector changed after being stored", drops: ["peak": 6]),
      Case(
        "UPDATE checkpoint SET state = x'09'",
        "checkpoint, scorer: the state changed after being stored", drops: ["checkpoint": 1]),
      Case(
        "DELETE FROM model WHERE id = 2",
        "score: 6 rows whose model is not there", drops: ["score": 6]),
      Case(
        "UPDATE model SET weights = zeroblob(3) WHERE id = 2",
        "model, model 2: the weights changed after being stored"),
      Case("DELETE FROM cutout WHERE galaxy = 6", "galaxy, galaxy 6 (G5): its cutout is missing"),
      Case(
        "UPDATE cutout SET pixels = zeroblob(24) WHERE galaxy = 6",
        "cutout, galaxy 6 (G5): the pixels changed after being stored"),
      Case(
        "UPDATE cutout SET width = 2, height = 4 WHERE galaxy = 6",
        "cutout, galaxy 6 (G5): it is 2×4×3 uint8, unlike the others"),
      Case(
        "UPDATE galaxy SET recipeNumber = 3 WHERE id < 4",
        "catalog, tiny: 3 of its cutouts were made by another recipe than it says"),
      Case("DELETE FROM answer WHERE id = 1", "answer: an entry was removed"),
      Case(
        "UPDATE question SET score = -9e999 WHERE id = 2",
        "question, 2: the score is no finite number"),
      Case("CREATE VIEW mine AS SELECT 1", "the schema, view mine: it is none of ahunt's"),
      Case("DROP INDEX galaxyBySHA256", "the schema, index galaxyBySHA256: it is missing"),
      Case(
        "DROP VIEW openQuestion; CREATE VIEW openQuestion AS SELECT * FROM question",
        "the schema, view openQuestion: it is not as ahunt makes it"),
    ] as [Case])
  func whatIsWrongIsNamedAndWhatCanBeComputedAgainIsDropped(_ given: Case) throws {
    let fixture = try hunt()
    let store = fixture.store
    let kept = [
      "answer", "class", "question", "galaxy", "round", "hunt", "catalog", "cutout", "model",
    ]
    try damage(store, given.sql)
    func rows() throws -> [Int] {
      try kept.map { try store.count("SELECT count(*) FROM \($0)") }
    }
    let before = try rows()
    let findings = try store.check(.deep)
    #expect(findings.problems.map { "\($0)" }.contains(given.problem), "\(findings.problems)")
    let repairs = try store.repair(findings)
    #expect(repairs.dropped == given.dropped ?? [:])
    #expect(try rows() == before, "nothing that can't be computed again goes")
    let left = try problems(store)
    #expect(left.isEmpty == (given.dropped != nil), "\(left)")
  }

  /// Runs SQL past keys, checks and triggers.
  private func damage(_ store: HuntStore, _ sql: String) throws {
    try store.database!.writeWithoutTransaction { db in
      let triggers = try Row.fetchAll(
        db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      try db.execute(
        sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;")
      for row in triggers { try db.execute(sql: "DROP TRIGGER \(row["name"] as String)") }
      try db.execute(sql: sql)
      for row in triggers { try db.execute(sql: row["sql"] as String) }
      try db.execute(
        sql: "PRAGMA foreign_keys = ON; PRAGMA ignore_check_constraints = OFF;")
    }
  }

  @Test func manyRowsOfOneKindAreCounted() throws {
    let fixture = try hunt()
    let store = fixture.store
    try store.insert((10..<60).map { StoreFixture.galaxy($0) }, into: fixture.catalog.id)
    let found = try problems(store)
    #expect(found.count == StoreFindings.told + 1)
    #expect(found.last == "cutout: 30 more rows are wrong in this way")
    #expect(try problems(store, .usual).isEmpty, "pixels are for the deep check")
  }

  @Test func anUnfinishedReplacementIsToldAtAGlance() throws {
    let fixture = try hunt()
    _ = try fixture.store.addCatalog(
      name: "tiny", source: "tiny.csv", reader: "csv", recipe: CutoutRecipe(crop: 0.5),
      isReplacing: true)
    #expect(
      try problems(fixture.store, .glance) == [
        "catalog, tiny: its pictures are being taken anew with crop 0.5, and that is not finished"
      ])
  }

  @Test func vectorsOfOlderVersionsGetADigest() throws {
    let store = try hunt().store
    try store.execute("UPDATE embedding SET digest = NULL; UPDATE peak SET digest = NULL")
    let findings = try store.check(.usual)
    #expect(findings.problems.isEmpty && findings.undigested == 12)
    #expect(try store.repair(findings).digested == 12)
    #expect(try store.check(.usual).undigested == 0)
    try store.execute("UPDATE embedding SET vector = zeroblob(8) WHERE galaxy = 1")
    #expect(try problems(store, .usual).count == 1)
  }

  @Test func aDamagedIndexIsBuiltAnew() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let store = try HuntStore.create(at: path)
    _ = try StoreFixture(galaxies: 5, in: store)
    try store.close()
    // An index that was built as one of another column has the wrong entries.
    for (column, isBuilt) in [("source", true), ("objectID", false)] {
      let other = try DatabaseQueue(path: path)
      try other.writeWithoutTransaction { db in
        try db.execute(
          sql: """
            PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = 'CREATE INDEX galaxyByObjectID ON galaxy (\(column))'
              WHERE name = 'galaxyByObjectID';
            PRAGMA writable_schema = RESET;
            """)
      }
      if isBuilt { try other.write { try $0.execute(sql: "REINDEX galaxyByObjectID") } }
      try other.close()
    }
    let damaged = try HuntStore.open(at: path)
    let findings = try damaged.check(.usual)
    #expect(findings.problems.contains { "\($0)".contains("galaxyByObjectID") && $0.isRepairable })
    #expect(try damaged.repair(findings).isReindexed)
    #expect(try problems(damaged, .usual).isEmpty)
    try damaged.close()
  }
}
