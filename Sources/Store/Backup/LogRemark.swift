import Vocabulary

/// A flag or note outside the store.
package struct LogRemark: Sendable, Hashable {
  /// What it says.
  package var kind: RemarkKind
  /// The galaxy's object id.
  package var objectID: String
  /// The catalog that the galaxy is in; empty where that isn't said.
  package var catalog: String
  /// Its text, where it has one.
  package var text: String?
  /// Who said it.
  package var annotator: String
  /// ISO-8601.
  package var createdAt: String

  /// A remark with all that is known of it.
  package init(
    kind: RemarkKind, objectID: String, catalog: String = "", text: String? = nil,
    annotator: String, createdAt: String
  ) {
    self.kind = kind
    self.objectID = objectID
    self.catalog = catalog
    self.text = text
    self.annotator = annotator
    self.createdAt = createdAt
  }

  static let query = """
    SELECT remark.id, remark.kind, galaxy.objectID, catalog.name, remark.text, remark.annotator,
      remark.createdAt
    FROM remark
    JOIN galaxy ON galaxy.id = remark.galaxy
    JOIN catalog ON catalog.id = galaxy.catalog
    WHERE remark.hunt = ? ORDER BY remark.id
    """

  /// A row of `query`.
  init(row: StoredRow) throws(StoreError) {
    self.init(
      kind: try row.named(1), objectID: try row[2], catalog: try row[3], text: try row[4],
      annotator: try row[5], createdAt: try row[6])
  }
}

/// What somebody said when they were asked a second time, outside the store.
package struct LogReask: Sendable, Equatable {
  /// Number among the re-asks of its log, by which retractions name it.
  package var number: Int64
  /// What it says.
  package var kind: AnswerKind
  /// Number of the answer that was given before, among the entries of the log.
  package var earlier: Int64
  /// The galaxy's object id.
  package var objectID: String
  /// The catalog that the galaxy is in; empty where that isn't said.
  package var catalog: String
  /// The class, merges followed; nil for skips and retractions.
  package var className: String?
  /// The re-ask that a retraction takes back.
  package var retracts: Int64?
  /// Who was asked.
  package var annotator: String
  /// ISO-8601.
  package var answeredAt: String
  /// Seconds that the picture was looked at.
  package var dwell: Double?

  /// A re-ask with all that is known of it.
  package init(
    number: Int64, kind: AnswerKind, earlier: Int64, objectID: String, catalog: String = "",
    className: String? = nil, retracts: Int64? = nil, annotator: String, answeredAt: String,
    dwell: Double? = nil
  ) {
    self.number = number
    self.kind = kind
    self.earlier = earlier
    self.objectID = objectID
    self.catalog = catalog
    self.className = className
    self.retracts = retracts
    self.annotator = annotator
    self.answeredAt = answeredAt
    self.dwell = dwell
  }

  static let query = """
    SELECT reask.id, reask.kind, reask.earlier, galaxy.objectID, catalog.name,
      coalesce(target.name, class.name), reask.retracts, reask.annotator, reask.answeredAt,
      reask.dwell
    FROM reask
    JOIN galaxy ON galaxy.id = reask.galaxy
    JOIN catalog ON catalog.id = galaxy.catalog
    LEFT JOIN class ON class.id = reask.class
    LEFT JOIN class AS target ON target.id = class.mergedInto
    WHERE reask.hunt = ? ORDER BY reask.id
    """

  /// A row of `query`.
  init(row: StoredRow) throws(StoreError) {
    self.init(
      number: try row[0], kind: try row.named(1), earlier: try row[2], objectID: try row[3],
      catalog: try row[4], className: try row[5], retracts: try row[6], annotator: try row[7],
      answeredAt: try row[8], dwell: try row[9])
  }
}
