package import Foundation
import GRDB
package import Vocabulary

extension HuntStore {
  /// The class that each galaxy now carries, by its number: the latest answer that stands, merges
  /// followed.
  package func currentLabels(hunt: HuntRecord.ID) throws(StoreError) -> [Int64: HuntClass.ID] {
    try read { db in
      // The view would take a rule that it doesn't know for the latest.
      _ = try Self.labelRule(hunt, db)
      var labels: [Int64: HuntClass.ID] = [:]
      try db.forEachRow(
        of: "answer", "SELECT answer, galaxy, class, annotator FROM currentLabel WHERE hunt = ?",
        [hunt]
      ) { row in
        // Read so that an answer of nobody, which is damage, is told.
        _ = try row[3] as String
        labels[try row[1]] = try row[2] as HuntClass.ID
      }
      return labels
    }
  }

  /// Current labels as they are exported, in the order they were given.
  package func labels(hunt: HuntRecord.ID) throws(StoreError) -> [Label] {
    try read { db in
      _ = try Self.labelRule(hunt, db)
      return try db.rows(
        of: "answer",
        """
        SELECT currentLabel.answer, galaxy.objectID, class.name, currentLabel.annotator,
          currentLabel.answeredAt, round.number, question.arm
        FROM currentLabel
        JOIN galaxy ON galaxy.id = currentLabel.galaxy
        JOIN class ON class.id = currentLabel.class
        LEFT JOIN round ON round.id = currentLabel.round
        LEFT JOIN question ON question.id = currentLabel.question
        WHERE currentLabel.hunt = ? ORDER BY currentLabel.answer
        """, [hunt]
      ) { row in
        Label(
          objectID: try row[1], className: try row[2], annotator: try row[3],
          answeredAt: try row[4], round: try row[5], arm: try row[6])
      }
    }
  }

  /// Adds labels from a file in one transaction, making the classes it names.
  ///
  /// Labels that stand already are skipped, so that importing twice adds nothing. Of a row that names
  /// its annotator those count that this person gave: everybody's answer is kept, also beside a newer
  /// one of somebody else, which goes on counting. A row that names nobody, and is older than the
  /// answer that stands, is left out. Rows whose object id is unknown or ambiguous are reported; with
  /// `strict` they are an error and nothing is written.
  package func importLabels(
    _ rows: [Label], hunt: HuntRecord.ID, annotator: String, strict: Bool = false,
    keys: ClassKeyRule? = nil, now: Date = Date()
  ) throws(StoreError) -> ImportedLabels {
    try write { db in
      var result = ImportedLabels()
      var known = try Self.directory(hunt, db)
      var spellings: IDSpellings?
      let interest = try Self.interestOfNamedClasses(hunt, db)
      for row in rows {
        let name = try ClassName.validated(row.className)
        guard row.answeredAt.isEmpty || Timestamp.date(row.answeredAt) != nil else {
          throw StoreError.invalidTime(row.answeredAt)
        }
        guard let galaxy = try Self.unambiguous(row.objectID, &spellings, db) else {
          result.unknown.append(row.objectID)
          continue
        }
        let classID: HuntClass.ID
        if let target = known.target(of: name) {
          classID = target.id
        } else {
          let added = try Self.add(
            name, interest: ClassName.usualInterest(name, otherwise: interest), keys: keys,
            hunt: hunt, now: now, db)
          known.add(added)
          classID = added.id
          result.newClasses.append(name)
        }
        let standing = try StandingLabel.newest(of: galaxy, hunt, db)
        let own =
          try row.annotator.isEmpty
          ? nil : StandingLabel.newest(of: galaxy, by: row.annotator, hunt, db)
        // A row without a time counts as given now.
        let time = Timestamp.date(row.answeredAt)
        // An answer of nobody in particular says no more than the one that stands.
        let same = row.annotator.isEmpty ? standing : own
        if same?.classID == classID {
          let isRepeated = try own.map { try time == nil || $0.time() >= time! } ?? true
          if isRepeated || standing?.classID == classID {
            result.skipped += 1
            continue
          }
        }
        var isOlder = false
        if let newest = try standing?.time(), let time, time < newest {
          guard !row.annotator.isEmpty, try own.map({ try $0.time() < time }) ?? true else {
            result.older += 1
            continue
          }
          // Somebody else's answer: it is kept, and the newer one goes on counting.
          isOlder = true
          result.beside += 1
        }
        let at = row.answeredAt.isEmpty ? Timestamp.text(now) : row.answeredAt
        if own != nil {
          // Whoever has a newer word of their own no longer says the older one.
          try Self.takeBack(
            ofGalaxy: galaxy, by: row.annotator, before: at, at: at, hunt: hunt, db)
        }
        _ = try Self.append(
          .answer, galaxy: galaxy, classID: classID, hunt: hunt,
          annotator: row.annotator.isEmpty ? annotator : row.annotator,
          question: Self.question(about: galaxy, hunt, db), dwell: nil, at: at, isOlder: isOlder, db
        )
        result.inserted += 1
        if let standing, standing.classID != classID, !isOlder {
          let label: HuntClass.ID? = try db.value(
            of: "answer", "SELECT class FROM currentLabel WHERE hunt = ? AND galaxy = ?",
            [hunt, galaxy], isKept: true)
          if label == classID { result.replaced += 1 }
        }
      }
      if strict, !result.unknown.isEmpty { throw StoreError.unknownObjects(result.unknown) }
      return result
    }
  }

  /// The one galaxy of this id, by its bytes or else by its looks.
  ///
  /// - Parameter spellings: read when an id is first sought by its looks.
  static func unambiguous(
    _ objectID: String, _ spellings: inout IDSpellings?, _ db: Database
  ) throws -> Int64? {
    func galaxies(_ objectID: String) throws -> [Int64] {
      try db.values(
        of: "galaxy", "SELECT id FROM galaxy WHERE objectID = ? LIMIT 2", [objectID], isKept: true)
    }
    let found = try galaxies(objectID)
    if !found.isEmpty || IDSpellings.isPlain(objectID) {
      return found.count == 1 ? found[0] : nil
    }
    let stored = try spellings ?? IDSpellings(in: nil, db)
    spellings = stored
    guard let spelling = stored.spelling(of: objectID) else { return nil }
    let alike = try galaxies(spelling)
    return alike.count == 1 ? alike[0] : nil
  }
}

/// An answer that stands.
struct StandingLabel {
  /// Number of the answer.
  let answer: AnswerRecord.ID
  /// The class that it counts for.
  let classID: HuntClass.ID
  private let answeredAt: String

  /// The newest answer to a galaxy that stands, of anybody or of one person, whatever rule says whose
  /// counts.
  static func newest(
    of galaxy: Int64, by annotator: String? = nil, _ hunt: HuntRecord.ID, _ db: Database
  ) throws -> StandingLabel? {
    try db.row(
      of: "answer",
      """
      SELECT answer.id, coalesce(class.mergedInto, class.id), answer.answeredAt
      FROM standingAnswer AS answer JOIN class ON class.id = answer.class
      WHERE answer.hunt = :hunt AND answer.galaxy = :galaxy AND answer.kind = 'answer'
        AND (:annotator IS NULL OR answer.annotator = :annotator)
      ORDER BY answer.older, answer.id DESC LIMIT 1
      """, ["hunt": hunt, "galaxy": galaxy, "annotator": annotator], isKept: true,
      StandingLabel.init)
  }

  /// A row of an answer's number, its class, and when it was given.
  init(row: StoredRow) throws(StoreError) {
    answer = try row[0]
    classID = try row[1]
    answeredAt = try row[2]
  }

  /// When it was given.
  func time() throws(StoreError) -> Date {
    guard let time = Timestamp.date(answeredAt) else {
      throw .unreadable(table: "answer", row: answer, column: "answeredAt", value: answeredAt)
    }
    return time
  }
}
