package import Foundation
import GRDB
package import Vocabulary

extension HuntStore {
  /// The class that each galaxy now carries, by its number: the latest answer that stands, merges
  /// followed.
  package func currentLabels(hunt: HuntRecord.ID) throws(StoreError) -> [Int64: HuntClass.ID] {
    try read { db in
      var labels: [Int64: HuntClass.ID] = [:]
      try db.forEachRow(
        of: "answer", "SELECT answer, galaxy, class FROM currentLabel WHERE hunt = ?", [hunt]
      ) { labels[try $0[1]] = try $0[2] as HuntClass.ID }
      return labels
    }
  }

  /// Current labels as they are exported, in the order they were given.
  package func labels(hunt: HuntRecord.ID) throws(StoreError) -> [Label] {
    try read { db in
      try db.rows(
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
        let standing = try db.row(
          of: "answer",
          "SELECT answer, class, answeredAt FROM currentLabel WHERE hunt = ? AND galaxy = ?",
          [hunt, galaxy], StandingLabel.init)
        var own: StandingLabel?
        if !row.annotator.isEmpty {
          own = try db.row(
            of: "answer",
            """
            SELECT answer, class, answeredAt FROM opinion
            WHERE hunt = ? AND galaxy = ? AND annotator = ?
            """, [hunt, galaxy, row.annotator], StandingLabel.init)
        }
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
        } else if let standing, standing.classID != classID {
          result.replaced += 1
        }
        let question: Int64? = try db.value(
          of: "question",
          "SELECT id FROM question WHERE hunt = ? AND galaxy = ? AND withdrawn = 0",
          [hunt, galaxy])
        _ = try Self.append(
          .answer, galaxy: galaxy, classID: classID, hunt: hunt,
          annotator: row.annotator.isEmpty ? annotator : row.annotator, question: question,
          dwell: nil, at: row.answeredAt.isEmpty ? Timestamp.text(now) : row.answeredAt,
          isOlder: isOlder, db)
        result.inserted += 1
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
        of: "galaxy", "SELECT id FROM galaxy WHERE objectID = ? LIMIT 2", [objectID])
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

/// The answer that a galaxy carries.
struct StandingLabel {
  /// Number of the answer.
  let answer: AnswerRecord.ID
  /// The class that it counts for.
  let classID: HuntClass.ID
  private let answeredAt: String

  /// A row of `answer`, `class` and `answeredAt` of `currentLabel`.
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
