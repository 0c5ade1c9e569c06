package import Foundation
import GRDB
package import Vocabulary

extension HuntStore {
  /// Opens the hunt's next round with its questions, all or none of them.
  ///
  /// Answers are never changed, so with the classes, interests and models of the moment, which are
  /// noted, every question can be derived again.
  @discardableResult
  package func openRound(
    _ questions: [NewQuestion], hunt: HuntRecord.ID, size: Int? = nil,
    arms: [String: Double] = [:], seed: Int64 = 0, model: ModelRecord.ID? = nil,
    network: ModelRecord.ID? = nil, now: Date = Date()
  ) throws(StoreError) -> RoundRecord {
    guard !questions.isEmpty else { throw .emptyRound }
    for question in questions {
      guard question.score.isFinite, question.probabilities.values.allSatisfy(\.isFinite),
        question.reserve?.isFinite ?? true
      else {
        throw .notFinite(
          table: "question", row: "galaxy \(question.galaxy)",
          column: question.score.isFinite ? "probabilities" : "score", isStored: false)
      }
    }
    let models = [model, network].compactMap { $0 }.map { Reference(table: "model", id: $0) }
    return try write(about: models) { db in
      let number = try Int.fetchOne(
        db, sql: "SELECT coalesce(max(number), 0) + 1 FROM round WHERE hunt = ?",
        arguments: [hunt])
      try db.execute(
        sql: """
          INSERT INTO round (hunt, number, size, arms, seed, model, createdAt, basis)
          VALUES (:hunt, :number, :size, :arms, :seed, :model, :now, json_object(
            'classes', (
              SELECT json_group_array(json_object('id', id, 'name', name, 'interest', interest))
              FROM (SELECT * FROM class
                WHERE hunt = :hunt AND mergedInto IS NULL AND removed = 0 ORDER BY id)),
            'lastAnswer', (SELECT max(id) FROM answer WHERE hunt = :hunt),
            'network', :network))
          """,
        arguments: [
          "hunt": hunt, "number": number, "size": size ?? questions.count,
          "arms": try StoredJSON.text(arms), "seed": seed, "model": model,
          "now": Timestamp.text(now), "network": network,
        ])
      let round = db.lastInsertedRowID
      for (index, question) in questions.enumerated() {
        try Self.insert(question, at: index + 1, round: round, hunt: hunt, db)
      }
      let made = try db.row(
        of: "round", "SELECT * FROM round WHERE id = ?", [round], RoundRecord.init)
      guard let made else { throw StoreError.noRound(number: number ?? 0) }
      return made
    }
  }

  /// The hunt's rounds, first to last.
  package func rounds(hunt: HuntRecord.ID) throws(StoreError) -> [RoundRecord] {
    try read { db in
      try db.rows(
        of: "round", "SELECT * FROM round WHERE hunt = ? ORDER BY number", [hunt],
        RoundRecord.init)
    }
  }

  /// Questions in the order they were asked, of one round (by its number) or of all; those that were
  /// withdrawn are left out.
  package func questions(
    hunt: HuntRecord.ID, round: Int? = nil
  ) throws(StoreError) -> [Question] {
    try questions(hunt: hunt, round: round, openOnly: false)
  }

  /// Questions that wait for an answer, in order, of one round (by its number) or of all.
  package func openQuestions(
    hunt: HuntRecord.ID, round: Int? = nil
  ) throws(StoreError) -> [Question] {
    try questions(hunt: hunt, round: round, openOnly: true)
  }

  /// Galaxies that must not be asked again: they were asked, or are labelled otherwise.
  package func askedGalaxyIDs(hunt: HuntRecord.ID) throws(StoreError) -> Set<Int64> {
    try read { db in
      Set(
        try db.values(
          of: "question",
          """
          SELECT galaxy FROM question WHERE hunt = ? AND withdrawn = 0
          UNION SELECT galaxy FROM standingAnswer WHERE hunt = ?
          """, [hunt, hunt]))
    }
  }

  private func questions(
    hunt: HuntRecord.ID, round: Int?, openOnly: Bool
  ) throws(StoreError) -> [Question] {
    try read { db in
      var sql = Question.query
      var arguments: StatementArguments = [hunt]
      if let round {
        let there = try Int.fetchOne(
          db, sql: "SELECT 1 FROM round WHERE hunt = ? AND number = ?", arguments: [hunt, round])
        guard there != nil else { throw StoreError.noRound(number: round) }
        sql += " AND round.number = ?"
        arguments += [round]
      }
      if openOnly { sql += " AND question.id IN (SELECT id FROM openQuestion)" }
      sql += " ORDER BY round.number, question.position"
      let merged = try Self.merged(hunt: hunt, db)
      return try db.rows(of: "question", sql, arguments) { try Question(row: $0, merged: merged) }
    }
  }

  /// The class that took the place of each class that was merged.
  static func merged(
    hunt: HuntRecord.ID, _ db: Database
  ) throws -> [HuntClass.ID: HuntClass.ID] {
    let pairs: [(HuntClass.ID, HuntClass.ID)] = try db.rows(
      of: "class", "SELECT id, mergedInto FROM class WHERE hunt = ? AND mergedInto IS NOT NULL",
      [hunt]
    ) { (try $0[0], try $0[1]) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  static func insert(
    _ question: NewQuestion, at position: Int, round: RoundRecord.ID, hunt: HuntRecord.ID,
    _ db: Database
  ) throws {
    do {
      try db.execute(
        sql: """
          INSERT INTO question (
            hunt, round, position, galaxy, arm, score, probabilities, why)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          hunt, round, position, question.galaxy, question.arm, question.score,
          try StoredProbabilities(question.probabilities, reserve: question.reserve).text,
          question.why,
        ])
    } catch let error as DatabaseError
      where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
    {
      let objectID: String? = try db.value(
        of: "galaxy", "SELECT objectID FROM galaxy WHERE id = ?", [question.galaxy])
      throw StoreError.alreadyAsked(objectID: objectID ?? "#\(question.galaxy)")
    }
  }
}
