package import Foundation
import GRDB
package import Vocabulary

/// What somebody said when they were asked a second time.
package struct ReaskRecord: Sendable, Equatable, Identifiable {
  /// Number in the store; re-asks have numbers of their own.
  package let id: Int64
  /// Number of the galaxy.
  package let galaxy: Int64
  /// The answer that was given before.
  package let earlier: AnswerRecord.ID
  /// The class that was given before, merges followed.
  package let earlierLabel: HuntClass.ID
  /// The class that was given now, merges followed; nil for a skip.
  package let label: HuntClass.ID?
  /// Who was asked.
  package let annotator: String
}

extension HuntStore {
  /// Keeps what somebody said of a galaxy that they had answered before; its label stays as it is.
  ///
  /// - Parameter label: nil for a skip.
  /// - Returns: The number among the re-asks.
  @discardableResult
  package func answerAgain(
    _ earlier: AnswerRecord.ID, label: HuntClass.ID?, annotator: String, dwell: Double? = nil,
    now: Date = Date()
  ) throws(StoreError) -> Int64 {
    try write { db in
      let hunt: HuntRecord.ID? = try db.value(
        of: "answer", "SELECT hunt FROM answer WHERE id = ?", [earlier])
      guard let hunt else { throw StoreError.noAnswer(id: earlier) }
      let live = try label.map { try Self.live($0, hunt, db) }
      try db.execute(
        sql: """
          INSERT INTO reask (hunt, galaxy, earlier, kind, class, annotator, dwell, answeredAt)
          SELECT hunt, galaxy, id, :kind, :class, :annotator, :dwell, :now
          FROM answer WHERE id = :earlier AND kind = 'answer'
          """,
        arguments: [
          "kind": (live == nil ? AnswerKind.skip : .answer).rawValue, "class": live,
          "annotator": annotator, "dwell": dwell, "now": Timestamp.text(now), "earlier": earlier,
        ])
      guard db.changesCount == 1 else { throw StoreError.noAnswer(id: earlier) }
      return db.lastInsertedRowID
    }
  }

  /// Takes back what was said the second time.
  @discardableResult
  package func retractReask(
    _ reask: ReaskRecord.ID, annotator: String, now: Date = Date()
  ) throws(StoreError) -> Int64 {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO reask (hunt, galaxy, earlier, kind, retracts, annotator, answeredAt)
          SELECT hunt, galaxy, earlier, 'retraction', id, ?, ? FROM reask
          WHERE id = ? AND kind <> 'retraction'
            AND NOT EXISTS (SELECT 1 FROM reask AS later WHERE later.retracts = reask.id)
          """, arguments: [annotator, Timestamp.text(now), reask])
      guard db.changesCount == 1 else { throw StoreError.noAnswer(id: reask) }
      return db.lastInsertedRowID
    }
  }

  /// What was said the second time and stands, in the order it was given.
  package func reasks(hunt: HuntRecord.ID) throws(StoreError) -> [ReaskRecord] {
    try read { db in
      try db.rows(
        of: "reask",
        """
        SELECT reask.id, reask.galaxy, reask.earlier,
          coalesce(before.mergedInto, before.id), coalesce(now.mergedInto, now.id),
          reask.annotator
        FROM reask
        JOIN answer ON answer.id = reask.earlier
        JOIN class AS before ON before.id = answer.class
        LEFT JOIN class AS now ON now.id = reask.class
        WHERE reask.hunt = ? AND reask.kind <> 'retraction'
          AND NOT EXISTS (SELECT 1 FROM reask AS later WHERE later.retracts = reask.id)
        ORDER BY reask.id
        """, [hunt]
      ) { row in
        ReaskRecord(
          id: try row[0], galaxy: try row[1], earlier: try row[2], earlierLabel: try row[3],
          label: try row[4], annotator: try row[5])
      }
    }
  }
}
