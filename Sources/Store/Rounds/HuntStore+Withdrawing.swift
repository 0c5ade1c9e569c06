package import Foundation
import GRDB

/// What came of withdrawing a round.
package struct WithdrawnRound: Sendable, Equatable {
  /// Its number within the hunt.
  package let number: Int
  /// Questions that are no longer asked.
  package let withdrawn: Int
  /// Questions that were answered or skipped, and stay.
  package let kept: Int
}

extension HuntStore {
  /// No longer asks what nobody has answered of a round; those galaxies may be asked again.
  ///
  /// - Parameter number: of the round within the hunt; nil for the last.
  /// - Throws: `StoreError.noRound`; also where there is no round at all.
  @discardableResult
  package func withdrawRound(
    _ number: Int? = nil, hunt: HuntRecord.ID, now: Date = Date()
  ) throws(StoreError) -> WithdrawnRound {
    try write { db in
      let round: (id: RoundRecord.ID, number: Int)? = try db.row(
        of: "round",
        """
        SELECT id, number FROM round WHERE hunt = :hunt AND number = coalesce(
          :number, (SELECT max(number) FROM round WHERE hunt = :hunt))
        """, ["hunt": hunt, "number": number]
      ) { (try $0[0], try $0[1]) }
      guard let round else { throw StoreError.noRound(number: number ?? 1) }
      try db.execute(
        sql: """
          UPDATE question SET withdrawn = 1
          WHERE id IN (SELECT id FROM openQuestion WHERE openQuestion.round = ?)
          """, arguments: [round.id])
      let withdrawn = db.changesCount
      if withdrawn > 0 {
        try db.execute(
          sql: "UPDATE round SET withdrawnAt = ? WHERE id = ?",
          arguments: [Timestamp.text(now), round.id])
        try db.execute(
          sql: """
            DELETE FROM lease WHERE question IN (
              SELECT id FROM question WHERE round = ? AND withdrawn = 1)
            """, arguments: [round.id])
      }
      let kept = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM question WHERE round = ? AND withdrawn = 0",
        arguments: [round.id])
      return WithdrawnRound(number: round.number, withdrawn: withdrawn, kept: kept ?? 0)
    }
  }

  /// How many questions wait for an answer, of one round (by its number) or of all.
  package func openQuestionCount(
    hunt: HuntRecord.ID, round: Int? = nil
  ) throws(StoreError) -> Int {
    try read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT count(*) FROM openQuestion JOIN round ON round.id = openQuestion.round
          WHERE openQuestion.hunt = :hunt AND (:round IS NULL OR round.number = :round)
          """, arguments: ["hunt": hunt, "round": round]) ?? 0
    }
  }
}
