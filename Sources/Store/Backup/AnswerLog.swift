package import Vocabulary

/// Everything that people said in a hunt, in a form that outlives the hunt's file: galaxies by their
/// object ids, classes by their names.
package struct AnswerLog: Sendable, Equatable {
  /// The classes with their interests and keys, in the order they were named.
  package var classes: [HuntClass]
  /// Every entry of the log, in the order it was written.
  package var entries: [LogEntry]
  /// Flags and notes, in the order they were made.
  package var remarks: [LogRemark]
  /// What was said to questions that were asked a second time, in the order it was written.
  package var reasks: [LogReask]
  /// Whose answer counts.
  package var rule: LabelRule

  /// A log with the classes that it names.
  package init(
    classes: [HuntClass], entries: [LogEntry], remarks: [LogRemark] = [], reasks: [LogReask] = [],
    rule: LabelRule = .latest
  ) {
    self.classes = classes
    self.entries = entries
    self.remarks = remarks
    self.reasks = reasks
    self.rule = rule
  }
}

/// One answer, skip or retraction outside the store.
package struct LogEntry: Sendable, Equatable {
  /// Number of the entry in its log, by which retractions name it.
  package var number: Int64
  /// What it says.
  package var kind: AnswerKind
  /// The galaxy's object id.
  package var objectID: String
  /// The catalog that the galaxy is in; empty where that isn't said.
  package var catalog: String
  /// The class that the answer counts for, merges followed; nil for skips and retractions.
  package var className: String?
  /// Who answered.
  package var annotator: String
  /// ISO-8601.
  package var answeredAt: String
  /// Number of the round it was asked in.
  package var round: Int?
  /// The arm that asked.
  package var arm: String?
  /// The entry that a retraction takes back.
  package var retracts: Int64?
  /// Seconds that the picture was looked at.
  package var dwell: Double?
  /// Whether a newer answer stood when it was brought in.
  package var isOlder: Bool

  /// An entry with all that is known of it.
  package init(
    number: Int64, kind: AnswerKind, objectID: String, catalog: String = "",
    className: String? = nil, annotator: String, answeredAt: String, round: Int? = nil,
    arm: String? = nil, retracts: Int64? = nil, dwell: Double? = nil,
    isOlder: Bool = false
  ) {
    self.number = number
    self.kind = kind
    self.objectID = objectID
    self.catalog = catalog
    self.className = className
    self.annotator = annotator
    self.answeredAt = answeredAt
    self.round = round
    self.arm = arm
    self.retracts = retracts
    self.dwell = dwell
    self.isOlder = isOlder
  }
}

extension LogEntry {
  /// A row of `AnswerLog.query`.
  init(row: StoredRow) throws(StoreError) {
    self.init(
      number: try row[0], kind: try row.named(1), objectID: try row[2], catalog: try row[3],
      className: try row[4], annotator: try row[5], answeredAt: try row[6], round: try row[7],
      arm: try row[8], retracts: try row[9], dwell: try row[10],
      isOlder: try row[11])
  }
}

extension AnswerLog {
  /// Columns in the order that `LogEntry.init(row:)` reads them.
  static let query = """
    SELECT answer.id, answer.kind, galaxy.objectID, catalog.name,
      coalesce(target.name, class.name), answer.annotator, answer.answeredAt, round.number,
      question.arm, answer.retracts, answer.dwell, answer.older
    FROM answer
    JOIN galaxy ON galaxy.id = answer.galaxy
    JOIN catalog ON catalog.id = galaxy.catalog
    LEFT JOIN class ON class.id = answer.class
    LEFT JOIN class AS target ON target.id = class.mergedInto
    LEFT JOIN round ON round.id = answer.round
    LEFT JOIN question ON question.id = answer.question
    WHERE answer.hunt = ? ORDER BY answer.id
    """
}
