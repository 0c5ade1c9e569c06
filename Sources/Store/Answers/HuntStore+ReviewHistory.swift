package import Foundation
import GRDB
package import Vocabulary

/// An entry of the log as one person's undo and redo need it.
package struct AnswerStep: Sendable, Equatable {
  /// Its number in the log.
  package let id: Int64
  /// Number of the galaxy.
  package let galaxy: Int64
  /// The question it answers.
  package let question: Question.ID?
  /// The class that it counts for now, nil for skips and retractions.
  package let label: HuntClass.ID?
  /// The entry that a retraction takes back.
  package let retracts: Int64?
  /// Seconds that the picture was looked at.
  package let dwell: Double?
  /// ISO-8601, with milliseconds.
  package let answeredAt: String
  /// Whether the person wrote it, and nobody else about an entry of theirs.
  package let isOwn: Bool

  /// An entry of the log.
  package init(
    id: Int64, galaxy: Int64, question: Question.ID?, label: HuntClass.ID?, retracts: Int64? = nil,
    dwell: Double? = nil, answeredAt: String, isOwn: Bool = true
  ) {
    self.id = id
    self.galaxy = galaxy
    self.question = question
    self.label = label
    self.retracts = retracts
    self.dwell = dwell
    self.answeredAt = answeredAt
    self.isOwn = isOwn
  }

  /// Whether this takes an entry back and the next says something else of the same galaxy, both written in
  /// one transaction.
  package func isChanged(by next: AnswerStep) -> Bool {
    retracts != nil && next.retracts == nil && isOwn && next.isOwn && next.id == id + 1
      && next.galaxy == galaxy && next.answeredAt == answeredAt
  }

  /// Whether both were written in one transaction at a prompt, which is what a page of answers is.
  package func isOfOnePage(with other: AnswerStep) -> Bool {
    abs(id - other.id) == 1 && answeredAt == other.answeredAt && dwell != nil
      && dwell == other.dwell && retracts == nil && other.retracts == nil
  }
}

/// An answer that is written together with others.
package struct PageAnswer: Sendable, Equatable {
  /// Number of the galaxy.
  package let galaxy: Int64
  /// The question it answers; nil where the galaxy was looked up.
  package let question: Question.ID?
  /// The class, nil for a skip.
  package let label: HuntClass.ID?
  /// Seconds that the picture was looked at.
  package let dwell: Double?

  /// An answer to a question, or about a galaxy that was looked up.
  package init(galaxy: Int64, question: Question.ID?, label: HuntClass.ID?, dwell: Double?) {
    self.galaxy = galaxy
    self.question = question
    self.label = label
    self.dwell = dwell
  }
}

/// What an answer is changed to.
package enum AnswerChange: Sendable, Equatable {
  /// A class that there is.
  case label(HuntClass.ID)
  /// The galaxy is passed over.
  case skip
  /// A class that is made for it.
  case newClass(name: String, interest: Double)
}

extension HuntStore {
  /// What one person has answered, skipped and taken back, in the order it was written, and what others
  /// took back of it.
  package func answerSteps(
    hunt: HuntRecord.ID, annotator: String
  ) throws(StoreError) -> [AnswerStep] {
    try read { db in
      try db.rows(
        of: "answer",
        """
        SELECT answer.id, answer.galaxy, answer.question, coalesce(class.mergedInto, class.id),
          answer.retracts, answer.dwell, answer.answeredAt, answer.annotator = :annotator
        FROM answer LEFT JOIN class ON class.id = answer.class
        WHERE answer.hunt = :hunt AND (answer.annotator = :annotator OR answer.retracts IN (
          SELECT own.id FROM answer AS own WHERE own.hunt = :hunt AND own.annotator = :annotator))
        ORDER BY answer.id
        """, ["hunt": hunt, "annotator": annotator]
      ) { row in
        AnswerStep(
          id: try row[0], galaxy: try row[1], question: try row[2], label: try row[3],
          retracts: try row[4], dwell: try row[5], answeredAt: try row[6], isOwn: try row[7])
      }
    }
  }

  /// The question about a galaxy as it is now; one that was never asked about is a question that was
  /// looked up.
  package func question(
    about galaxy: Int64, hunt: HuntRecord.ID
  ) throws(StoreError) -> Question {
    try read { db in
      let merged = try Self.merged(hunt: hunt, db)
      let asked = try db.row(
        of: "question", Question.query + " AND question.galaxy = ?", [hunt, galaxy]
      ) { try Question(row: $0, merged: merged) }
      if let asked { return asked }
      let found = try db.row(
        of: "galaxy", "SELECT \(GalaxyRecord.columns) FROM galaxy WHERE id = ?", [galaxy],
        GalaxyRecord.init)
      guard let found else { throw StoreError.noGalaxy(objectID: "#\(galaxy)") }
      let label: HuntClass.ID? = try db.value(
        of: "answer", "SELECT class FROM currentLabel WHERE hunt = ? AND galaxy = ?",
        [hunt, galaxy])
      return .lookedUp(
        galaxy: galaxy, objectID: found.objectID, ra: found.ra, dec: found.dec,
        redshift: found.redshift, knownClass: found.knownClass, label: label)
    }
  }

  /// Writes several answers, all of them or none; `keys` of questions that are no longer open are an
  /// error.
  ///
  /// - Returns: Their numbers, in their order.
  package func answer(
    page: [PageAnswer], hunt: HuntRecord.ID, annotator: String, now: Date = Date()
  ) throws(StoreError) -> [AnswerRecord.ID] {
    try write(about: page.map { Reference(table: "galaxy", id: $0.galaxy) }) { db in
      let time = Timestamp.text(now)
      return try page.map { each in
        try Self.requireOpen(each.question, hunt, db)
        let label = try each.label.map { try Self.live($0, hunt, db) }
        return try Self.append(
          label == nil ? .skip : .answer, galaxy: each.galaxy, classID: label, hunt: hunt,
          annotator: annotator, question: each.question, dwell: each.dwell, at: time, db)
      }
    }
  }

  /// Takes several entries back, all of them or none.
  package func retract(
    all entries: [AnswerRecord.ID], annotator: String, now: Date = Date()
  ) throws(StoreError) -> [AnswerRecord.ID] {
    try write { db in
      try entries.map { try Self.retract($0, annotator: annotator, now: now, db) }
    }
  }

  /// Takes an entry back and answers anew what it was about, both or neither.
  ///
  /// - Returns: The number of the new answer, and the class that was made for it.
  package func change(
    _ entry: AnswerRecord.ID, to change: AnswerChange, hunt: HuntRecord.ID, annotator: String,
    dwell: Double? = nil, keys: ClassKeyRule? = nil, now: Date = Date()
  ) throws(StoreError) -> (answer: AnswerRecord.ID, added: HuntClass?) {
    try write { db in
      try Self.retract(entry, annotator: annotator, now: now, db)
      var added: HuntClass?
      let label: HuntClass.ID?
      switch change {
      case .label(let id): label = try Self.live(id, hunt, db)
      case .skip: label = nil
      case .newClass(let name, let interest):
        let made = try Self.made(name, interest: interest, keys: keys, hunt: hunt, now: now, db)
        (label, added) = (made.id, made)
      }
      let before: (galaxy: Int64, question: Question.ID?)? = try db.row(
        of: "answer", "SELECT id, galaxy, question FROM answer WHERE id = ?", [entry]
      ) { (try $0[1], try $0[2]) }
      guard let before else { throw StoreError.noAnswer(id: entry) }
      let id = try Self.append(
        label == nil ? .skip : .answer, galaxy: before.galaxy, classID: label, hunt: hunt,
        annotator: annotator,
        question: before.question, dwell: dwell, at: Timestamp.text(now), db)
      return (id, added)
    }
  }

  /// The class that answers with this one count for; one that was removed is a class again, or the one
  /// that has its name by now.
  static func live(
    _ id: HuntClass.ID, _ hunt: HuntRecord.ID, _ db: Database
  ) throws -> HuntClass.ID {
    let found: (id: Int64, name: String, isRemoved: Bool)? = try db.row(
      of: "class",
      """
      SELECT id, name, removed FROM class
      WHERE id = (SELECT coalesce(mergedInto, id) FROM class WHERE id = ? AND hunt = ?)
      """, [id, hunt]
    ) { (try $0[0], try $0[1], try $0[2]) }
    guard let found else {
      throw StoreError.noClass(name: "#\(id)", known: try classes(hunt, db).map(\.name))
    }
    guard found.isRemoved else { return found.id }
    if let same = try directory(hunt, isCounted: false, db)[found.name] { return same.id }
    try db.execute(sql: "UPDATE class SET removed = 0 WHERE id = ?", arguments: [found.id])
    return found.id
  }

  /// The class that this name stands for, made where there is none.
  static func made(
    _ name: String, interest: Double, keys: ClassKeyRule?, hunt: HuntRecord.ID, now: Date,
    _ db: Database
  ) throws -> HuntClass {
    let name = try ClassName.validated(name)
    let interest = try validated(interest)
    // Only a class that is there already may have answers to count.
    if try directory(hunt, isCounted: false, db).target(of: name) != nil,
      let known = try directory(hunt, db).target(of: name)
    {
      return known
    }
    return try add(name, interest: interest, keys: keys, hunt: hunt, now: now, db)
  }
}
