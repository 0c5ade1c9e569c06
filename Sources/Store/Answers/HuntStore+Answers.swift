package import Foundation
import GRDB
package import Vocabulary

extension HuntStore {
  /// Records that a galaxy is of a class; once this returns, no crash loses it.
  ///
  /// A class that was merged meanwhile passes the answer on to the one that took its place.
  @discardableResult
  package func answer(
    galaxy: Int64, class id: HuntClass.ID, hunt: HuntRecord.ID, annotator: String,
    question: Question.ID? = nil, dwell: Double? = nil, now: Date = Date()
  ) throws(StoreError) -> AnswerRecord.ID {
    try write(about: [Reference(table: "galaxy", id: galaxy)]) { db in
      let live = try Self.live(id, hunt, db)
      try Self.requireOpen(question, hunt, db)
      return try Self.append(
        .answer, galaxy: galaxy, classID: live, hunt: hunt, annotator: annotator,
        question: question, dwell: dwell, at: Timestamp.text(now), db)
    }
  }

  /// Names a new class and answers with it, both or neither.
  ///
  /// Where somebody else has named it meanwhile, theirs is answered with.
  @discardableResult
  package func answer(
    galaxy: Int64, newClass name: String, interest: Double = 1, hunt: HuntRecord.ID,
    annotator: String, question: Question.ID? = nil, dwell: Double? = nil,
    keys: ClassKeyRule? = nil, now: Date = Date()
  ) throws(StoreError) -> (answer: AnswerRecord.ID, added: HuntClass) {
    try write(about: [Reference(table: "galaxy", id: galaxy)]) { db in
      try Self.requireOpen(question, hunt, db)
      let added = try Self.made(name, interest: interest, keys: keys, hunt: hunt, now: now, db)
      let id = try Self.append(
        .answer, galaxy: galaxy, classID: added.id, hunt: hunt, annotator: annotator,
        question: question, dwell: dwell, at: Timestamp.text(now), db)
      return (id, added)
    }
  }

  /// Records that a galaxy was passed over: its question is closed and it gets no class.
  @discardableResult
  package func skip(
    galaxy: Int64, hunt: HuntRecord.ID, annotator: String, question: Question.ID? = nil,
    dwell: Double? = nil, now: Date = Date()
  ) throws(StoreError) -> AnswerRecord.ID {
    try write(about: [Reference(table: "galaxy", id: galaxy)]) { db in
      try Self.requireOpen(question, hunt, db)
      return try Self.append(
        .skip, galaxy: galaxy, classID: nil, hunt: hunt, annotator: annotator,
        question: question, dwell: dwell, at: Timestamp.text(now), db)
    }
  }

  /// Takes back one answer or skip by appending a retraction that names it.
  @discardableResult
  package func retract(
    _ answer: AnswerRecord.ID, annotator: String, now: Date = Date()
  ) throws(StoreError) -> AnswerRecord.ID {
    try write { db in try Self.retract(answer, annotator: annotator, now: now, db) }
  }

  /// Takes back the annotator's last standing answer or skip; nil when there is none.
  @discardableResult
  package func retractLast(
    hunt: HuntRecord.ID, annotator: String, now: Date = Date()
  ) throws(StoreError) -> AnswerRecord? {
    try write { db in
      let last = try db.row(
        of: "answer",
        AnswerRecord.query + """

          WHERE answer.id = (
            SELECT max(id) FROM standingAnswer WHERE hunt = ? AND annotator = ?)
          """, [hunt, annotator], AnswerRecord.init)
      guard let last else { return nil }
      try Self.retract(last.id, annotator: annotator, now: now, db)
      return last
    }
  }

  /// The whole log in the order it was written, retracted entries and retractions included.
  package func answerHistory(hunt: HuntRecord.ID) throws(StoreError) -> [AnswerRecord] {
    try read { db in
      try db.rows(
        of: "answer", AnswerRecord.query + " WHERE answer.hunt = ? ORDER BY answer.id", [hunt],
        AnswerRecord.init)
    }
  }

  /// Refuses an answer to a question that somebody has answered since it was read, or that is gone.
  static func requireOpen(
    _ question: Question.ID?, _ hunt: HuntRecord.ID, _ db: Database
  ) throws {
    guard let question else { return }
    let isThere: Void? = try db.row(
      of: "question",
      """
      SELECT question.id, galaxy.objectID, standingAnswer.annotator, class.name
      FROM question
      JOIN galaxy ON galaxy.id = question.galaxy
      LEFT JOIN standingAnswer
        ON standingAnswer.hunt = question.hunt AND standingAnswer.galaxy = question.galaxy
      LEFT JOIN class ON class.id = standingAnswer.class
      WHERE question.id = ? AND question.hunt = ? AND question.withdrawn = 0
      ORDER BY standingAnswer.id DESC LIMIT 1
      """, [question, hunt]
    ) { row in
      if let annotator: String = try row[2] {
        throw StoreError.answeredMeanwhile(
          objectID: try row[1], class: try row[3], annotator: annotator)
      }
    }
    guard isThere != nil else { throw StoreError.noQuestion(objectID: "question #\(question)") }
  }

  @discardableResult
  static func retract(
    _ answer: AnswerRecord.ID, annotator: String, now: Date, _ db: Database
  ) throws -> AnswerRecord.ID {
    let id = try retract(answer, annotator: annotator, at: Timestamp.text(now), db)
    guard let id else { throw StoreError.noAnswer(id: answer) }
    return id
  }

  /// The retraction's number; nil where the entry isn't there or was taken back already.
  static func retract(
    _ answer: AnswerRecord.ID, annotator: String, at time: String, _ db: Database
  ) throws -> AnswerRecord.ID? {
    try db.cachedStatement(
      sql: """
        INSERT INTO answer (
          hunt, galaxy, kind, retracts, annotator, round, question, answeredAt)
        SELECT hunt, galaxy, 'retraction', id, ?, round, question, ?
        FROM standingAnswer WHERE id = ?
        """
    ).execute(arguments: [annotator, time, answer])
    return db.changesCount == 1 ? db.lastInsertedRowID : nil
  }

  /// Takes back all that one person says of a galaxy, so that nothing earlier of theirs counts again.
  ///
  /// - Parameter later: where given, what was said after this time stays.
  static func takeBack(
    ofGalaxy galaxy: Int64, by annotator: String, before later: String? = nil, at time: String,
    hunt: HuntRecord.ID, _ db: Database
  ) throws {
    let own: [AnswerRecord.ID] = try db.values(
      of: "answer",
      """
      SELECT id FROM standingAnswer WHERE hunt = ? AND galaxy = ? AND annotator = ?
        AND (? IS NULL OR julianday(answeredAt) <= julianday(?)) ORDER BY id
      """, [hunt, galaxy, annotator, later, later])
    for entry in own { _ = try retract(entry, annotator: annotator, at: time, db) }
  }

  static func append(
    _ kind: AnswerKind, galaxy: Int64, classID: HuntClass.ID?, hunt: HuntRecord.ID,
    annotator: String, question: Question.ID?, dwell: Double?, at time: String,
    isOlder: Bool = false, _ db: Database
  ) throws -> AnswerRecord.ID {
    guard dwell?.isFinite != false else {
      throw StoreError.notFinite(
        table: "answer", row: "galaxy \(galaxy)", column: "dwell", isStored: false)
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO answer (
          hunt, galaxy, kind, class, annotator, round, question, dwell, answeredAt, older)
        VALUES (?, ?, ?, ?, ?, (SELECT round FROM question WHERE id = ?), ?, ?, ?, ?)
        """
    ).execute(arguments: [
      hunt, galaxy, kind.rawValue, classID, annotator, question, question, dwell, time, isOlder,
    ])
    return db.lastInsertedRowID
  }
}
