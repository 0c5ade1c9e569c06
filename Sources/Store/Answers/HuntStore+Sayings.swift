package import Foundation
import GRDB
package import Vocabulary

/// What came of what somebody said of a galaxy, whatever they or others had said before.
package enum Saying: Sendable, Equatable {
  /// It is in the log; `instead` is what this person had said before and has taken back by it, with nil
  /// for a skip.
  case recorded(AnswerRecord.ID, instead: Earlier?)
  /// They had said so before, or there was nothing left to skip.
  case unchanged

  /// What somebody had said before.
  package enum Earlier: Sendable, Equatable {
    /// The class of this name.
    case answer(String)
    /// They had skipped it.
    case skip
  }
}

/// What came of one line of answers.
package enum LineOutcome: Sendable, Equatable {
  /// It names a galaxy that was asked.
  case said(Saying)
  /// No question is about such an object, in this round where one was named.
  case notAsked
  /// Questions of several catalogs are about objects of this id.
  case ambiguous
}

extension HuntStore {
  /// Records what somebody says of a galaxy. Their own earlier word is taken back in the same
  /// transaction; what others said stays.
  ///
  /// - Parameter label: nil for a skip, which says nothing about a galaxy that others have answered.
  package func say(
    _ label: HuntClass.ID?, about galaxy: Int64, hunt: HuntRecord.ID, annotator: String,
    now: Date = Date()
  ) throws(StoreError) -> Saying {
    try write(about: [Reference(table: "galaxy", id: galaxy)]) { db in
      try Self.say(
        label, about: galaxy, question: Self.question(about: galaxy, hunt, db), hunt: hunt,
        annotator: annotator, at: Timestamp.text(now), db)
    }
  }

  /// Records lines of answers to questions that were asked, all of them in one transaction; a class that
  /// there is not is made.
  ///
  /// - Parameter lines: object ids and names of classes that can be one, with nil for a skip.
  /// - Returns: What came of each, and the classes that were made.
  package func record(
    lines: [(objectID: String, className: String?)], hunt: HuntRecord.ID, round: Int? = nil,
    annotator: String, keys: ClassKeyRule? = nil, now: Date = Date()
  ) throws(StoreError) -> (outcomes: [LineOutcome], added: [HuntClass]) {
    try write { db in
      let time = Timestamp.text(now)
      var classes = try Self.directory(hunt, isCounted: false, db)
      var spellings: IDSpellings?
      var added: [HuntClass] = []
      let outcomes = try lines.map { line -> LineOutcome in
        let found = try Self.asked(line.objectID, hunt, round, &spellings, db)
        guard let target = found.first else { return .notAsked }
        guard found.count == 1 else { return .ambiguous }
        var label: HuntClass.ID?
        if let name = line.className {
          if let known = classes.target(of: name) {
            label = known.id
          } else {
            let interest = try Self.interestOfNamedClasses(hunt, db)
            let made = try Self.add(
              name, interest: ClassName.usualInterest(name, otherwise: interest), keys: keys,
              hunt: hunt, now: now, db)
            classes.add(made)
            added.append(made)
            label = made.id
          }
        }
        return .said(
          try Self.say(
            label, about: target.galaxy, question: target.question, hunt: hunt,
            annotator: annotator, at: time, db))
      }
      return (outcomes, added)
    }
  }

  private static func say(
    _ label: HuntClass.ID?, about galaxy: Int64, question: Question.ID?, hunt: HuntRecord.ID,
    annotator: String, at time: String, _ db: Database
  ) throws -> Saying {
    let own: (id: AnswerRecord.ID, label: HuntClass.ID?, name: String?)? = try db.row(
      of: "answer",
      """
      SELECT answer.id, coalesce(target.id, class.id), coalesce(target.name, class.name)
      FROM standingAnswer AS answer
      LEFT JOIN class ON class.id = answer.class
      LEFT JOIN class AS target ON target.id = class.mergedInto
      WHERE answer.hunt = ? AND answer.galaxy = ? AND answer.annotator = ?
      ORDER BY answer.older, answer.id DESC LIMIT 1
      """, [hunt, galaxy, annotator], isKept: true
    ) { (try $0[0], try $0[1], try $0[2]) }
    if let own {
      if own.label == label { return .unchanged }
      // All that they say of it: what was said before the last would count again.
      try takeBack(ofGalaxy: galaxy, by: annotator, at: time, hunt: hunt, db)
    } else if label == nil {
      let isAnswered = try Bool.fetchOne(
        db,
        sql: "SELECT EXISTS (SELECT 1 FROM standingAnswer WHERE hunt = ? AND galaxy = ?)",
        arguments: [hunt, galaxy])
      if isAnswered == true { return .unchanged }
    }
    let id = try append(
      label == nil ? .skip : .answer, galaxy: galaxy, classID: label, hunt: hunt,
      annotator: annotator, question: question, dwell: nil, at: time, db)
    return .recorded(id, instead: own.map { $0.name.map(Saying.Earlier.answer) ?? .skip })
  }

  /// The question about a galaxy that is asked.
  static func question(
    about galaxy: Int64, _ hunt: HuntRecord.ID, _ db: Database
  ) throws -> Question.ID? {
    try db.value(
      of: "question",
      "SELECT id FROM question WHERE hunt = ? AND galaxy = ? AND withdrawn = 0", [hunt, galaxy],
      isKept: true)
  }

  /// The questions about objects of an id, by its bytes or else by its looks.
  private static func asked(
    _ objectID: String, _ hunt: HuntRecord.ID, _ round: Int?, _ spellings: inout IDSpellings?,
    _ db: Database
  ) throws -> [(question: Question.ID, galaxy: Int64)] {
    func asked(_ objectID: String) throws -> [(question: Question.ID, galaxy: Int64)] {
      try db.rows(
        of: "question",
        """
        SELECT question.id, question.galaxy
        FROM galaxy CROSS JOIN question
          ON question.galaxy = galaxy.id AND question.hunt = :hunt AND question.withdrawn = 0
        JOIN round ON round.id = question.round
        WHERE galaxy.objectID = :id AND (:round IS NULL OR round.number = :round)
        """, ["hunt": hunt, "id": objectID, "round": round], isKept: true
      ) { (try $0[0], try $0[1]) }
    }
    let found = try asked(objectID)
    if !found.isEmpty || IDSpellings.isPlain(objectID) { return found }
    let stored = try spellings ?? IDSpellings(in: nil, db)
    spellings = stored
    return try stored.spelling(of: objectID).map(asked) ?? []
  }
}
