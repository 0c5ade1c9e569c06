import Foundation
import Testing

/// Hunts whose schema is not the program's own, as somebody else may send them.
@Suite struct StrangeHuntTests {
  @Test(arguments: [
    ("CREATE INDEX mine ON galaxy (ra)", "holds the index mine, which no version"),
    (
      "CREATE TRIGGER quiet AFTER INSERT ON answer BEGIN DELETE FROM score; END",
      "holds the trigger quiet, which no version"
    ),
    (
      "CREATE VIRTUAL TABLE words USING fts5(text)", "words"
    ),
    (
      """
      DROP VIEW openQuestion;
      CREATE VIEW openQuestion AS WITH RECURSIVE n(x) AS (
        SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id, x AS hunt FROM n
      """, "the view openQuestion of"
    ),
    ("DROP TRIGGER answerIsNeverDeleted", "lacks the trigger answerIsNeverDeleted"),
    ("DROP TABLE peak", "lacks the table peak"),
  ])
  func aStrangersObjectIsNamedBeforeAnythingRuns(sql: String, words: String) throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    try Damage.change(sql, in: scratch.folder.appendingPathComponent("hunt"))
    let before = try Data(
      contentsOf: scratch.folder.appendingPathComponent("hunt/hunt.sqlite"))
    for command in ["status", "round"] {
      let begin = Date()
      let run = try scratch.ahunt(command)
      #expect(run.status == 1, "\(run.error)")
      #expect(run.error.contains(words), "\(run.error)")
      #expect(Date().timeIntervalSince(begin) < 20)
    }
    #expect(
      try Data(contentsOf: scratch.folder.appendingPathComponent("hunt/hunt.sqlite")) == before)
  }

  /// What a person keeps beside the hunt is theirs: nothing of it runs, and `check` names it.
  @Test func ownTablesAndViewsAreAllowed() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    try Damage.change(
      """
      CREATE TABLE notes (galaxy INTEGER, text TEXT); CREATE INDEX notesByGalaxy ON notes (galaxy);
      CREATE VIEW endless AS WITH RECURSIVE n(x) AS (
        SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n;
      INSERT INTO notes VALUES (1, 'mine')
      """, in: scratch.folder.appendingPathComponent("hunt"))
    #expect(try scratch.ahunt("status").status == 0)
    #expect(try scratch.ahunt("classes", "add", "arc").status == 0)
    let check = try scratch.ahunt("check")
    #expect(check.status == 1 && check.output.contains("endless"), "\(check.output)")
  }

  /// What `ANALYZE` and `VACUUM` leave is nobody's trick.
  @Test func whatSQLiteKeepsForItselfIsAllowed() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let hunt = scratch.folder.appendingPathComponent("hunt")
    try Damage.change("ANALYZE", in: hunt)
    try Damage.change("VACUUM", in: hunt)
    #expect(try scratch.ahunt("status").status == 0)
  }

  @Test func aPipeInPlaceOfTheHuntIsNotWaitedFor() throws {
    let scratch = try Scratch()
    let hunt = scratch.folder.appendingPathComponent("hunt")
    try FileManager.default.createDirectory(at: hunt, withIntermediateDirectories: true)
    #expect(mkfifo(hunt.appendingPathComponent("hunt.sqlite").path, 0o644) == 0)
    let run = try scratch.ahunt("status")
    #expect(run.status == 1)
    #expect(run.error.contains("is not an SQLite database"), "\(run.error)")
  }
}
