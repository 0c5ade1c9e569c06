package import Foundation
import GRDB
package import Vocabulary

/// What came of wanting to hold questions.
package struct LeaseOutcome: Sendable, Equatable {
  /// Those that the session holds now.
  package var got: Set<Question.ID> = []
  /// Those that no longer wait: somebody else has answered them, or their round was withdrawn.
  package var gone: Set<Question.ID> = []

  /// Nothing was got.
  package init() {}
}

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
  /// - Returns: Those that were got, and those that no longer wait. What is in neither is held by
  ///   another session.
  package func lease(
    _ questions: [Question.ID], session: String, annotator: String, seconds: Double = 90,
    now: Date = Date()
  ) throws(StoreError) -> LeaseOutcome {
    let end = Timestamp.text(now.addingTimeInterval(seconds))
    return try write { db in
      try db.execute(
        sql: "DELETE FROM lease WHERE expiresAt <= ?", arguments: [Timestamp.text(now)])
      let others: [String] = try db.values(
        of: "lease", "SELECT DISTINCT session FROM lease WHERE session <> ?", [session])
      for other in others where SessionName.isDead(other) {
        try db.execute(sql: "DELETE FROM lease WHERE session = ?", arguments: [other])
      }
      var outcome = LeaseOutcome()
      for question in questions {
        if question > 0 {
          // One's own answer is no hindrance: what was skipped comes back.
          let waits: Int? = try db.value(
            of: "question",
            """
            SELECT id FROM question WHERE id = ? AND withdrawn = 0 AND NOT EXISTS (
              SELECT * FROM standingAnswer
              WHERE standingAnswer.hunt = question.hunt
                AND standingAnswer.galaxy = question.galaxy AND standingAnswer.annotator <> ?)
            """, [question, annotator], isKept: true)
          guard waits != nil else {
            outcome.gone.insert(question)
            continue
          }
          try db.execute(
            sql: """
              INSERT INTO lease (question, session, annotator, expiresAt) VALUES (?, ?, ?, ?)
              ON CONFLICT (question) DO UPDATE
                SET annotator = excluded.annotator, expiresAt = excluded.expiresAt
                WHERE lease.session = excluded.session
              """, arguments: [question, session, annotator, end])
          guard db.changesCount == 1 else { continue }
        }
        outcome.got.insert(question)
      }
      return outcome
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
