import GRDB
import Vocabulary

extension LogWriter {
  /// Adds the flags and notes that aren't there.
  mutating func write(_ remarks: [LogRemark], to result: inout ImportedLabels) throws {
    guard !remarks.isEmpty else { return }
    /// What makes two of them the same.
    struct Same: Hashable {
      let galaxy: Int64
      let kind: RemarkKind
      let text: String?
      let annotator: String
      let createdAt: String
    }
    var known: [Same: Int] = [:]
    try db.forEachRow(
      of: "remark",
      "SELECT id, galaxy, kind, text, annotator, createdAt FROM remark WHERE hunt = ?", [hunt]
    ) { row in
      let same = Same(
        galaxy: try row[1], kind: try row.named(2), text: try row[3], annotator: try row[4],
        createdAt: try row[5])
      known[same, default: 0] += 1
    }
    for remark in remarks {
      guard Timestamp.date(remark.createdAt) != nil else {
        throw StoreError.invalidTime(remark.createdAt)
      }
      guard let galaxy = try galaxy(remark.objectID, in: remark.catalog) else {
        if !result.unknown.contains(remark.objectID) { result.unknown.append(remark.objectID) }
        continue
      }
      let same = Same(
        galaxy: galaxy, kind: remark.kind, text: remark.text, annotator: remark.annotator,
        createdAt: remark.createdAt)
      if let count = known[same], count > 0 {
        known[same] = count - 1
        continue
      }
      _ = try HuntStore.appendRemark(
        remark.kind, text: remark.text, galaxy: galaxy, hunt: hunt, annotator: remark.annotator,
        at: remark.createdAt, db)
      result.remarks += 1
    }
  }

  /// Adds what was said the second time and isn't there, for answers that the log brought in.
  mutating func write(_ reasks: [LogReask], to result: inout ImportedLabels) throws {
    guard !reasks.isEmpty else { return }
    /// What makes two of them the same.
    struct Same: Hashable {
      let earlier: Int64
      let kind: AnswerKind
      let classID: HuntClass.ID?
      let retracts: Int64?
      let annotator: String
      let answeredAt: String
    }
    var known: [Same: [Int64]] = [:]
    try db.forEachRow(
      of: "reask",
      """
      SELECT reask.id, earlier, kind, coalesce(class.mergedInto, class.id), retracts, annotator,
        answeredAt
      FROM reask LEFT JOIN class ON class.id = reask.class WHERE reask.hunt = ? ORDER BY reask.id
      """, [hunt]
    ) { row in
      let same = Same(
        earlier: try row[1], kind: try row.named(2), classID: try row[3], retracts: try row[4],
        annotator: try row[5], answeredAt: try row[6])
      known[same, default: []].append(try row[0])
    }
    var again: [Int64: Int64] = [:]
    for reask in reasks {
      guard Timestamp.date(reask.answeredAt) != nil else {
        throw StoreError.invalidTime(reask.answeredAt)
      }
      // Its galaxy isn't here, which the answer itself has told.
      guard let earlier = numbers[reask.earlier] else { continue }
      let retracts = reask.retracts.flatMap { again[$0] }
      if reask.kind == .retraction, retracts == nil { continue }
      let same = Same(
        earlier: earlier, kind: reask.kind, classID: try number(of: reask.className),
        retracts: retracts, annotator: reask.annotator, answeredAt: reask.answeredAt)
      if var there = known[same], !there.isEmpty {
        again[reask.number] = there.removeFirst()
        known[same] = there
        continue
      }
      if let retracts {
        // Here it was taken back too, at another time.
        let isGone = try Bool.fetchOne(
          db, sql: "SELECT EXISTS (SELECT 1 FROM reask WHERE retracts = ?)", arguments: [retracts])
        if isGone == true { continue }
      }
      try db.execute(
        sql: """
          INSERT INTO reask (
            hunt, galaxy, earlier, kind, class, retracts, annotator, dwell, answeredAt)
          SELECT hunt, galaxy, id, ?, ?, ?, ?, ?, ? FROM answer WHERE id = ?
          """,
        arguments: [
          reask.kind.rawValue, same.classID, retracts, reask.annotator, reask.dwell,
          reask.answeredAt, earlier,
        ])
      again[reask.number] = db.lastInsertedRowID
      result.reasks += 1
    }
  }
}
