package import Foundation
import GRDB

extension HuntStore {
  /// Keeps a flag or a note on a galaxy; once this returns, no crash loses it.
  ///
  /// - Parameter text: what a note says; it needs one.
  /// - Returns: The remark's number.
  @discardableResult
  package func remark(
    galaxy: Int64, kind: RemarkKind, text: String? = nil, hunt: HuntRecord.ID, annotator: String,
    now: Date = Date()
  ) throws(StoreError) -> Int64 {
    try write(about: [Reference(table: "galaxy", id: galaxy)]) { db in
      try Self.appendRemark(
        kind, text: text, galaxy: galaxy, hunt: hunt, annotator: annotator,
        at: Timestamp.text(now), db)
    }
  }

  /// All flags and notes in the order they were made, those that no longer hold included.
  package func remarks(hunt: HuntRecord.ID) throws(StoreError) -> [RemarkRecord] {
    try read { db in
      try db.rows(
        of: "remark", RemarkRecord.query + " WHERE remark.hunt = ? ORDER BY remark.id", [hunt],
        RemarkRecord.init)
    }
  }

  /// Galaxies whose last flag of somebody's was not taken away again.
  package func flaggedGalaxies(hunt: HuntRecord.ID) throws(StoreError) -> Set<Int64> {
    try read { db in
      Set(
        try db.values(
          of: "remark",
          """
          SELECT galaxy FROM remark
          WHERE hunt = ? AND kind = 'flag' AND NOT EXISTS (
            SELECT 1 FROM remark AS later
            WHERE later.hunt = remark.hunt AND later.galaxy = remark.galaxy
              AND later.annotator = remark.annotator AND later.kind = 'unflag'
              AND later.id > remark.id)
          """, [hunt]))
    }
  }

  static func appendRemark(
    _ kind: RemarkKind, text: String?, galaxy: Int64, hunt: HuntRecord.ID, annotator: String,
    at time: String, _ db: Database
  ) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO remark (hunt, galaxy, annotator, kind, text, createdAt)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [hunt, galaxy, annotator, kind.rawValue, text, time])
    return db.lastInsertedRowID
  }
}
