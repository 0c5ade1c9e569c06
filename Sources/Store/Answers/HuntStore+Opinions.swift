import GRDB
package import Vocabulary

/// An answer of somebody's that stands.
package struct StandingAnswer: Sendable, Equatable {
  /// Its number in the log, ascending in time.
  package let id: AnswerRecord.ID
  /// Number of the galaxy.
  package let galaxy: Int64
  /// The galaxy's object id.
  package let objectID: String
  /// Who gave it.
  package let annotator: String
  /// The class that it counts for, merges followed.
  package let label: HuntClass.ID
  /// ISO-8601.
  package let answeredAt: String
  /// Whether a newer answer stood when it was brought in.
  package let isOlder: Bool
  /// Number of the round in which it was asked.
  package let round: Int?
  /// The query arm that asked it.
  package let arm: String?
}

/// An answer of somebody's that stands, with where its galaxy is.
package struct PositionedLabel: Sendable, Equatable {
  /// The answer.
  package let label: Label
  /// Right ascension in degrees, 0 to 360.
  package let ra: Double?
  /// Declination in degrees, −90 to 90.
  package let dec: Double?
  /// Name of the catalog that the galaxy is in.
  package let catalog: String
  /// Whether it is the one that the galaxy carries.
  package let counts: Bool
}

extension HuntStore {
  /// What each person says of each galaxy, in the order it was answered.
  ///
  /// - Parameter galaxy: the only one that is wanted; all of them if nil.
  package func positionedLabels(
    hunt: HuntRecord.ID, galaxy: Int64? = nil
  ) throws(StoreError) -> [PositionedLabel] {
    try read { db in
      _ = try Self.labelRule(hunt, db)
      let counting = Set<Int64>(
        try db.values(
          of: "answer",
          """
          SELECT answer FROM currentLabel WHERE hunt = :hunt AND (:galaxy IS NULL OR galaxy = :galaxy)
          """, ["hunt": hunt, "galaxy": galaxy]))
      return try db.rows(
        of: "answer",
        """
        SELECT opinion.answer, galaxy.objectID, class.name, opinion.annotator, opinion.answeredAt,
          round.number, question.arm, galaxy.ra, galaxy.dec, catalog.name
        FROM opinion
        JOIN galaxy ON galaxy.id = opinion.galaxy
        JOIN catalog ON catalog.id = galaxy.catalog
        JOIN class ON class.id = opinion.class
        LEFT JOIN round ON round.id = opinion.round
        LEFT JOIN question ON question.id = opinion.question
        WHERE opinion.hunt = :hunt AND (:galaxy IS NULL OR opinion.galaxy = :galaxy)
        ORDER BY opinion.answer
        """, ["hunt": hunt, "galaxy": galaxy]
      ) { row in
        PositionedLabel(
          label: Label(
            objectID: try row[1], className: try row[2], annotator: try row[3],
            answeredAt: try row[4], round: try row[5], arm: try row[6]),
          ra: try row[7], dec: try row[8], catalog: try row[9], counts: counting.contains(row.id))
      }
    }
  }

  /// Every answer that stands, of all people, galaxy by galaxy and in the order they were given.
  package func standingAnswers(hunt: HuntRecord.ID) throws(StoreError) -> [StandingAnswer] {
    try read { db in
      try db.rows(
        of: "answer",
        """
        SELECT answer.id, answer.galaxy, galaxy.objectID, answer.annotator,
          coalesce(class.mergedInto, class.id), answer.answeredAt, answer.older, round.number,
          question.arm
        FROM standingAnswer AS answer
        JOIN class ON class.id = answer.class
        JOIN galaxy ON galaxy.id = answer.galaxy
        LEFT JOIN round ON round.id = answer.round
        LEFT JOIN question ON question.id = answer.question
        WHERE answer.hunt = ? ORDER BY answer.galaxy, answer.id
        """, [hunt]
      ) { row in
        StandingAnswer(
          id: try row[0], galaxy: try row[1], objectID: try row[2], annotator: try row[3],
          label: try row[4], answeredAt: try row[5], isOlder: try row[6], round: try row[7],
          arm: try row[8])
      }
    }
  }

  /// Whose answer a galaxy carries.
  package func labelRule(hunt: HuntRecord.ID) throws(StoreError) -> LabelRule {
    try read { db in try Self.labelRule(hunt, db) }
  }

  /// Says whose answer a galaxy carries from now on; no answer changes by it.
  package func setLabelRule(_ rule: LabelRule, hunt: HuntRecord.ID) throws(StoreError) {
    try write { db in try Self.setLabelRule(rule, hunt, db) }
  }

  static func labelRule(_ hunt: HuntRecord.ID, _ db: Database) throws -> LabelRule {
    let rule: LabelRule? = try db.row(
      of: "hunt", "SELECT id, labelRule, adjudicator FROM hunt WHERE id = ?", [hunt]
    ) { row in
      let (name, person): (String, String?) = (try row[1], try row[2])
      guard let rule = LabelRule(name: name, adjudicator: person) else {
        throw StoreError.unreadable(table: "hunt", row: row.id, column: "labelRule", value: name)
      }
      return rule
    }
    return rule ?? .latest
  }

  static func setLabelRule(_ rule: LabelRule, _ hunt: HuntRecord.ID, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE hunt SET labelRule = ?, adjudicator = ? WHERE id = ?",
      arguments: [rule.name, rule.adjudicator, hunt])
  }
}

extension LabelRule {
  /// The rule of this name; nil for a name that is none, and for an adjudicator without one.
  package init?(name: String, adjudicator: String?) {
    switch (name, adjudicator) {
    case ("latest", _): self = .latest
    case ("majority", _): self = .majority
    case ("adjudicator", .some(let person)) where !person.isEmpty: self = .adjudicator(person)
    default: return nil
    }
  }

  /// What the store calls it.
  package var name: String {
    switch self {
    case .latest: "latest"
    case .majority: "majority"
    case .adjudicator: "adjudicator"
    }
  }

  /// Who decides, where one person does.
  package var adjudicator: String? {
    if case .adjudicator(let person) = self { person } else { nil }
  }
}
