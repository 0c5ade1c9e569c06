import GRDB
import TestSupport
import Testing
import Vocabulary

@testable import Store

/// A hunt from before several people could work at it.
@Suite struct PeopleMigrationTests {
  @Test func questionsAndAnswersStayAsTheyAre() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hunt.sqlite")
    let old = try DatabaseQueue(path: path)
    try Schema.migrator.migrate(old, upTo: "012-class-numbers")
    try old.write { db in
      try db.execute(
        sql: """
          PRAGMA application_id = \(Schema.applicationID);
          INSERT INTO catalog (id, name, source, reader, createdAt)
          VALUES (1, 'tiny', 't.csv', 'csv', '2025-01-01');
          INSERT INTO galaxy (id, catalog, objectID, source, sha256)
          VALUES (1, 1, 'G0', 'G0.png', 'd'), (2, 1, 'G1', 'G1.png', 'd');
          INSERT INTO hunt (id, name, goal, createdAt) VALUES (1, 'hunt', '', '2025-01-01');
          INSERT INTO class (id, hunt, name, interest, createdAt)
          VALUES (1, 1, 'ring', 1, '2025-01-01'), (2, 1, 'shell', 1, '2025-01-01');
          INSERT INTO round (id, hunt, number, size, arms, seed, createdAt)
          VALUES (1, 1, 1, 2, '{}', 0, '2025-01-01');
          INSERT INTO question (id, hunt, round, position, galaxy, arm, score, probabilities, why)
          VALUES (7, 1, 1, 1, 1, 'novelty', 0.5, '{"1":0.25}', 'odd'),
            (9, 1, 1, 2, 2, 'random', 0, '{}', '');
          INSERT INTO answer (hunt, galaxy, kind, class, annotator, round, question, answeredAt)
          VALUES (1, 1, 'answer', 1, 'ann', 1, 7, '2025-01-01'),
            (1, 1, 'answer', 2, 'bob', 1, 7, '2025-01-02');
          """)
    }
    try old.close()
    let store = try HuntStore.open(at: path)
    let questions = try store.questions(hunt: 1)
    #expect(questions.map(\.id) == [7, 9] && questions.map(\.isOpen) == [false, true])
    #expect(questions[0].why == "odd" && questions[0].probabilities == [1: 0.25])
    #expect(questions[0].label == 2)
    #expect(try store.openQuestions(hunt: 1).map(\.id) == [9])
    #expect(try store.labels(hunt: 1).map(\.className) == ["shell"])
    #expect(try store.rounds(hunt: 1).map(\.withdrawnAt) == [nil])
    #expect(try store.pragma("foreign_key_check") == nil)
    // Answers still belong to their questions, and questions to galaxies that are asked once.
    #expect(throws: (any Error).self) { try store.execute("DELETE FROM question WHERE id = 7") }
    #expect(throws: (any Error).self) { try store.execute("UPDATE question SET galaxy = 1") }
    #expect(throws: (any Error).self) { try store.execute("UPDATE answer SET class = 1") }
  }
}
