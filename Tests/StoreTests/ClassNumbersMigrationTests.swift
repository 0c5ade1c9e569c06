import GRDB
import TestSupport
import Testing
import Vocabulary

@testable import Store

/// What the head said of a question before probabilities were kept by the number of their class.
@Suite struct ClassNumbersMigrationTests {
  /// The round's basis knows what a class was called then; without one today's names have to do.
  @Test(
    arguments: [
      (
        #"{"classes":[{"id":1,"name":"hoop"},{"id":2,"name":"shell"}]}"#,
        #"{"hoop":0.5,"shell":0.3,"reserve":0.2}"#, [1: 0.5, 2: 0.3], 0.2
      ),
      // What is called "ring" today was called so by another class then.
      (#"{"classes":[{"id":2,"name":"ring"}]}"#, #"{"ring":0.7}"#, [2: 0.7], nil),
      (nil, #"{"ring":0.6,"shell":0.1,"lost":0.1,"reserve":0.2}"#, [1: 0.6, 2: 0.1], 0.2),
      (nil, "{}", [:], nil),
    ] as [(String?, String, [Int64: Double], Double?)])
  func namesBecomeNumbers(
    basis: String?, before: String, probabilities: [Int64: Double], reserve: Double?
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let old = try DatabaseQueue(path: path)
    try Schema.migrator.migrate(old, upTo: "009-lineage")
    try old.write { db in
      try db.execute(
        sql: """
          PRAGMA application_id = \(Schema.applicationID);
          INSERT INTO catalog (id, name, source, reader, createdAt)
          VALUES (1, 'tiny', 't.csv', 'csv', '2025-01-01');
          INSERT INTO galaxy (id, catalog, objectID, source, sha256)
          VALUES (1, 1, 'G0', 'G0.png', 'd');
          INSERT INTO hunt (id, name, goal, createdAt) VALUES (1, 'hunt', '', '2025-01-01');
          INSERT INTO class (id, hunt, name, interest, createdAt)
          VALUES (1, 1, 'ring', 1, '2025-01-01'), (2, 1, 'shell', 1, '2025-01-01');
          """)
      try db.execute(
        sql: """
          INSERT INTO round (id, hunt, number, size, arms, seed, createdAt, basis)
          VALUES (1, 1, 1, 1, '{}', 0, '2025-01-01', ?)
          """, arguments: [basis])
      try db.execute(
        sql: """
          INSERT INTO question (id, hunt, round, position, galaxy, arm, score, probabilities, why)
          VALUES (1, 1, 1, 1, 1, 'novelty', 0, ?, '')
          """, arguments: [before])
    }
    try old.close()
    let question = try HuntStore.open(at: path).questions(hunt: 1)[0]
    #expect(question.probabilities == probabilities)
    #expect(question.reserve == reserve)
  }
}
