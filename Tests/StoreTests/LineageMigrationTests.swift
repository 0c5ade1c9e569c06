import GRDB
import TestSupport
import Testing

@testable import Store

/// What becomes of the fusions in files of the version before, which lie under a scorer.
@Suite struct LineageMigrationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Kinds in the order of training, a dash for one that was removed, a star where scoring filed
    /// a fusion.
    let models: [String]
    /// The number of the embedder that has the fusion afterwards, with the value that it has.
    let expected: (embedder: Int64, value: Double)?

    init(_ name: String, _ models: [String], _ expected: (Int64, Double)?) {
      testDescription = name
      self.models = models
      self.expected = expected
    }
  }

  @Test(arguments: [
    Case("a hunt as most are", ["embedder", "scorer*", "classifier"], (1, 2)),
    Case("the scorer came first", ["scorer*", "embedder"], (2, 1)),
    Case("several scorers: the latest fusion", ["embedder", "scorer*", "scorer*"], (1, 3)),
    Case("the latest scorer has none", ["embedder", "scorer*", "scorer"], (1, 2)),
    Case("everything trained twice", ["embedder", "scorer*", "embedder", "scorer*"], (3, 4)),
    Case("another embedder since", ["embedder", "scorer*", "embedder"], nil),
    Case("a scorer of before", ["embedder", "scorer*", "embedder", "scorer"], nil),
    Case("the first model was removed", ["-", "embedder", "scorer*"], (2, 3)),
    Case("one in between was removed", ["embedder", "-", "scorer*"], nil),
    Case("the last one was removed", ["embedder", "scorer*", "-"], nil),
    Case("the embedder came later, one was removed", ["-", "scorer*", "embedder"], nil),
    Case("the embedder was removed", ["-", "scorer*"], nil),
    Case("nothing was scored", ["embedder", "scorer"], nil),
  ])
  func aFusionFollowsItsEmbedderWhereThatIsSure(_ given: Case) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let old = try DatabaseQueue(path: path)
    try Schema.migrator.migrate(old, upTo: "008-basis")
    try old.write { db in
      try db.execute(
        sql: """
          PRAGMA application_id = \(Schema.applicationID);
          INSERT INTO catalog VALUES (1, 'tiny', 't.csv', 'csv', '2025-01-01', NULL, NULL);
          INSERT INTO galaxy (catalog, objectID, source, sha256) VALUES (1, 'G0', 'G0.png', 'd');
          """)
      for (place, kind) in given.models.enumerated() {
        let name = kind == "-" ? "embedder" : kind.replacing("*", with: "")
        try db.execute(
          sql: """
            INSERT INTO model (
              kind, preset, config, metrics, history, seed, softwareVersion, createdAt, weights)
            VALUES (?, 'p', '{}', '{}', '[]', 0, '0', '2025-01-01', x'00')
            """, arguments: [name])
        let scores = [
          "embedder": ["density"], "scorer": ["reconstruction"],
          "scorer*": ["reconstruction", "fusion"],
        ]
        for score in scores[kind] ?? [] {
          try db.execute(
            sql: "INSERT INTO score (model, galaxy, kind, value) VALUES (?, 1, ?, ?)",
            arguments: [place + 1, score, Double(place + 1)])
        }
      }
      for (place, kind) in given.models.enumerated() where kind == "-" {
        try db.execute(sql: "DELETE FROM model WHERE id = ?", arguments: [place + 1])
      }
    }
    let others = "SELECT count(*) FROM score WHERE kind <> 'fusion'"
    let before = try old.read { try Int.fetchOne($0, sql: others) }
    try old.close()
    let store = try HuntStore.open(at: path)
    let found = try store.database!.read { db in
      try Row.fetchAll(db, sql: "SELECT model, value FROM score WHERE kind = 'fusion'")
        .map { ($0[0] as Int64, $0[1] as Double) }
    }
    #expect(found.count == (given.expected == nil ? 0 : 1))
    #expect(found.first?.0 == given.expected?.embedder)
    #expect(found.first?.1 == given.expected?.value)
    #expect(try store.count(others) == before, "other scores stay")
    #expect(try store.pragma("integrity_check") == "ok")
  }
}
