package import Vocabulary

/// What an entry of the answer log says.
package enum AnswerKind: String, Sendable, CaseIterable, Codable {
  /// The galaxy carries a class.
  case answer
  /// The person passed the galaxy over.
  case skip
  /// An earlier entry no longer holds.
  case retraction
}

/// One entry of the append-only answer log.
package struct AnswerRecord: Sendable, Equatable, Identifiable {
  /// Number in the store, ascending in time.
  package let id: Int64
  /// Number of the galaxy.
  package let galaxy: Int64
  /// The galaxy's object id.
  package let objectID: String
  /// What the entry says.
  package let kind: AnswerKind
  /// The class given then, under the name it has now; nil for skips and retractions.
  package let className: String?
  /// The entry that a retraction takes back.
  package let retracts: Int64?
  /// Who answered.
  package let annotator: String
  /// Number of the round within the hunt.
  package let round: Int?
  /// The question it answers.
  package let question: Int64?
  /// Seconds the picture was looked at.
  package let dwell: Double?
  /// ISO-8601.
  package let answeredAt: String

  static let query = """
    SELECT answer.id, answer.galaxy, galaxy.objectID, answer.kind, class.name, answer.retracts,
      answer.annotator, round.number, answer.question, answer.dwell, answer.answeredAt
    FROM answer
    JOIN galaxy ON galaxy.id = answer.galaxy
    LEFT JOIN class ON class.id = answer.class
    LEFT JOIN round ON round.id = answer.round
    """

  /// A row of `query`.
  init(row: StoredRow) throws(StoreError) {
    id = try row[0]
    galaxy = try row[1]
    objectID = try row[2]
    kind = try row.named(3)
    className = try row[4]
    retracts = try row[5]
    annotator = try row[6]
    round = try row[7]
    question = try row[8]
    dwell = try row[9]
    answeredAt = try row[10]
  }
}

/// What an import of labels came to.
package struct ImportedLabels: Sendable, Equatable {
  /// Labels that were added.
  package var inserted = 0
  /// Those among them that took the place of another answer.
  package var replaced = 0
  /// Labels that were there already.
  package var skipped = 0
  /// Labels older than the answer that stands, which were left out.
  package var older = 0
  /// Labels of other people that were added beside the newer answer that stands.
  package var beside = 0
  /// Flags and notes that were added.
  package var remarks = 0
  /// Answers to what was asked a second time that were added.
  package var reasks = 0
  /// The rule for whose answer counts, where it was taken over from a log.
  package var rule: LabelRule?
  /// Classes that were made for them.
  package var newClasses: [String] = []
  /// Object ids that no catalog holds, or several do.
  package var unknown: [String] = []
}
