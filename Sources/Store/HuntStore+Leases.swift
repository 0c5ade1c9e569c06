package import Foundation
import GRDB
package import Vocabulary

extension HuntStore {
  /// Takes questions for one session, so that no other asks them meanwhile; a question that the session
  /// holds already is held for longer.
  ///
  /// What a session doesn't give back runs out by itself; that of a process of this machine which has
  /// died is free at once.
  ///
  /// - Parameters:
  ///   - questions: those wanted. One with a number below 0 is no question of a round and is got
  ///     without being kept.
  ///   - session: what this session is called; no other is called so.
  ///   - annotator: who is at it.
  ///   - seconds: how long they are held.
  /// - Returns: Those that were got: not held by another session, and not withdrawn.
  package func lease(
    _ questions: [Question.ID], session: String, annotator: String, seconds: Double = 90,
    now: Date = Date()
  ) throws(StoreError) -> Set<Question.ID> {
    let end = Timestamp.text(now.addingTimeInterval(seconds))
    return try write { db in
      try db.execute(
        sql: "DELETE FROM lease WHERE expiresAt <= ?", arguments: [Timestamp.text(now)])
      let others: [String] = try db.values(
        of: "lease", "SELECT DISTINCT session FROM lease WHERE session <> ?", [session])
      for other in others where SessionName.isDead(other) {
        try db.execute(sql: "DELETE FROM lease WHERE session = ?", arguments: [other])
      }
      var got = Set<Question.ID>()
      for question in questions {
        if question > 0 {
          try db.execute(
            sql: """
              INSERT INTO lease (question, session, annotator, expiresAt)
              SELECT id, ?, ?, ? FROM question WHERE id = ? AND withdrawn = 0
              ON CONFLICT (question) DO UPDATE
                SET annotator = excluded.annotator, expiresAt = excluded.expiresAt
                WHERE lease.session = excluded.session
              """, arguments: [session, annotator, end, question])
          guard db.changesCount == 1 else { continue }
        }
        got.insert(question)
      }
      return got
    }
  }

  /// Gives back all that a session holds.
  package func release(session: String) throws(StoreError) {
    try write { db in
      try db.execute(sql: "DELETE FROM lease WHERE session = ?", arguments: [session])
    }
  }

  /// Questions that other sessions hold, with who is at each.
  package func leases(
    otherThan session: String, now: Date = Date()
  ) throws(StoreError) -> [Question.ID: String] {
    try read { db in
      var held: [Question.ID: String] = [:]
      try db.forEachRow(
        of: "lease",
        "SELECT question, annotator FROM lease WHERE session <> ? AND expiresAt > ?",
        [session, Timestamp.text(now)]
      ) { held[try $0[0]] = try $0[1] as String }
      return held
    }
  }
}
