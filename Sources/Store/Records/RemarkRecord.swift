/// What a remark says of a galaxy.
package enum RemarkKind: String, Sendable, CaseIterable, Codable {
  /// The galaxy is to be looked at again.
  case flag
  /// It no longer is.
  case unflag
  /// A text about it.
  case note
}

/// Something that a person said of a galaxy beside its class; remarks are append-only.
package struct RemarkRecord: Sendable, Equatable, Identifiable {
  /// Number in the store, ascending in time.
  package let id: Int64
  /// Number of the galaxy.
  package let galaxy: Int64
  /// The galaxy's object id.
  package let objectID: String
  /// Who said it.
  package let annotator: String
  /// What it says.
  package let kind: RemarkKind
  /// The text of a note; a flag may have one.
  package let text: String?
  /// ISO-8601.
  package let createdAt: String

  static let query = """
    SELECT remark.id, remark.galaxy, galaxy.objectID, remark.annotator, remark.kind, remark.text,
      remark.createdAt
    FROM remark JOIN galaxy ON galaxy.id = remark.galaxy
    """

  /// A row of `query`.
  init(row: StoredRow) throws(StoreError) {
    id = try row[0]
    galaxy = try row[1]
    objectID = try row[2]
    annotator = try row[3]
    kind = try row.named(4)
    text = try row[5]
    createdAt = try row[6]
  }
}
