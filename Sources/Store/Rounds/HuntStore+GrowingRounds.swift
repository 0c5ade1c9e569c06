package import Foundation
import GRDB
package import Vocabulary

/// What a round that is asked one question at a time has in common.
package struct GrowingRound: Sendable, Equatable {
  /// Share of each arm, by its name.
  package var arms: [String: Double]
  /// Seed of the random draws.
  package var seed: Int64
  /// The model whose vectors it goes by.
  package var model: ModelRecord.ID
  /// The finetuned network that has a say.
  package var network: ModelRecord.ID?

  /// A round of no questions yet.
  package init(
    arms: [String: Double], seed: Int64, model: ModelRecord.ID, network: ModelRecord.ID? = nil
  ) {
    self.arms = arms
    self.seed = seed
    self.model = model
    self.network = network
  }
}

extension HuntStore {
  /// Asks one more question: in a round that was opened for it, or in a new one.
  ///
  /// The last answer that the question follows from is noted in the round's basis, under `followed`, one
  /// after the other.
  ///
  /// - Parameters:
  ///   - number: the round's number within the hunt; nil opens one, by what `round` says.
  ///   - lastAnswer: the newest entry of the answer log that the question follows from.
  /// - Throws: `StoreError.alreadyAsked` where the galaxy was asked or answered meanwhile, `.noRound`
  ///   where the round is not there or was withdrawn.
  package func ask(
    _ question: NewQuestion, inRound number: Int?, _ round: GrowingRound,
    lastAnswer: AnswerRecord.ID?, hunt: HuntRecord.ID, now: Date = Date()
  ) throws -> Question {
    try transaction { store in
      try store.refuseAnswered(question.galaxy, hunt)
      let opened =
        try number == nil
        ? store.openRound(
          [question], hunt: hunt, arms: round.arms, seed: round.seed, model: round.model,
          network: round.network, now: now) : nil
      if let number { try store.append(question, to: number, hunt) }
      let own = opened?.number ?? number ?? 0
      try store.note(lastAnswer, own, hunt)
      return try store.question(about: question.galaxy, hunt: hunt)
    }
  }

  /// The newest entry of a hunt's log; nil before the first.
  package func lastAnswer(hunt: HuntRecord.ID) throws(StoreError) -> AnswerRecord.ID? {
    try read { db in
      try db.value(
        of: "answer", "SELECT id FROM answer WHERE hunt = ? ORDER BY id DESC LIMIT 1", [hunt])
    }
  }

  /// A galaxy that somebody labelled without being asked is not worth a question.
  private func refuseAnswered(_ galaxy: Int64, _ hunt: HuntRecord.ID) throws(StoreError) {
    try read { db in
      let objectID: String? = try db.value(
        of: "galaxy",
        """
        SELECT objectID FROM galaxy
        WHERE id = ? AND EXISTS (
          SELECT 1 FROM standingAnswer WHERE hunt = ? AND galaxy = galaxy.id)
        """, [galaxy, hunt])
      if let objectID { throw StoreError.alreadyAsked(objectID: objectID) }
    }
  }

  /// Adds a question to the end of its round.
  private func append(
    _ question: NewQuestion, to number: Int, _ hunt: HuntRecord.ID
  ) throws(StoreError) {
    try write { db in
      let round: RoundRecord.ID? = try db.value(
        of: "round",
        "SELECT id FROM round WHERE hunt = ? AND number = ? AND withdrawnAt IS NULL",
        [hunt, number])
      guard let round else { throw StoreError.noRound(number: number) }
      let last: Int? = try db.value(
        of: "question",
        "SELECT position FROM question WHERE round = ? ORDER BY position DESC LIMIT 1", [round])
      try Self.insert(question, at: (last ?? 0) + 1, round: round, hunt: hunt, db)
      try db.execute(sql: "UPDATE round SET size = size + 1 WHERE id = ?", arguments: [round])
    }
  }

  /// Notes what the newest question of a round follows from.
  private func note(
    _ lastAnswer: AnswerRecord.ID?, _ number: Int, _ hunt: HuntRecord.ID
  ) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: """
          UPDATE round SET basis = json_insert(
            CASE WHEN json_type(basis, '$.followed') IS NULL
              THEN json_set(coalesce(basis, '{}'), '$.followed', json('[]')) ELSE basis END,
            '$.followed[#]', ?)
          WHERE hunt = ? AND number = ?
          """, arguments: [lastAnswer, hunt, number])
    }
  }
}
