package import Foundation
import GRDB
import Vocabulary

extension HuntStore {
  /// Everything that people said, to be kept outside the hunt's file.
  package func answerLog(hunt: HuntRecord.ID) throws(StoreError) -> AnswerLog {
    try read { db in
      AnswerLog(
        classes: try Self.classes(hunt, db),
        entries: try db.rows(of: "answer", AnswerLog.query, [hunt], LogEntry.init),
        remarks: try db.rows(of: "remark", LogRemark.query, [hunt], LogRemark.init),
        reasks: try db.rows(of: "reask", LogReask.query, [hunt], LogReask.init),
        rule: try Self.labelRule(hunt, db))
    }
  }

  /// Writes a log into the hunt, all of it or nothing, so that the same labels stand.
  ///
  /// Entries that are there already are left alone, so that a log can be brought in twice. A galaxy
  /// that was answered here after the log's last answer to it keeps its label; what the log says of it
  /// is added beside that. Classes that are there keep their interests; new ones get those of the log.
  /// Whose answer counts is taken from the log where nothing was answered here.
  package func importLog(
    _ log: AnswerLog, hunt: HuntRecord.ID, strict: Bool = false, keys: ClassKeyRule? = nil,
    now: Date = Date()
  ) throws(StoreError) -> ImportedLabels {
    try write { db in
      var result = ImportedLabels()
      let hadAnswers =
        try Int.fetchOne(db, sql: "SELECT 1 FROM answer WHERE hunt = ? LIMIT 1", arguments: [hunt])
        != nil
      var classes = try Self.directory(hunt, db)
      for each in log.classes where classes.target(of: each.name) == nil {
        let key: ClassKeyRule = { name, taken in
          each.key.flatMap { taken.contains($0) ? nil : $0 } ?? keys?(name, taken)
        }
        let name = try ClassName.validated(each.name)
        classes.add(
          try Self.add(
            name, interest: try Self.validated(each.interest), keys: key, hunt: hunt, now: now, db))
        result.newClasses.append(name)
      }
      var writer = try LogWriter(hunt: hunt, classes: classes, db)
      try writer.write(log.entries, to: &result)
      try writer.write(log.remarks, to: &result)
      try writer.write(log.reasks, to: &result)
      // A hunt without answers takes the rule over as well; in any other somebody goes by its own.
      if !hadAnswers, try Self.labelRule(hunt, db) != log.rule {
        try Self.setLabelRule(log.rule, hunt, db)
        result.rule = log.rule
      }
      if strict, !result.unknown.isEmpty { throw StoreError.unknownObjects(result.unknown) }
      return result
    }
  }
}

/// Brings the entries of a log into a hunt.
struct LogWriter {
  /// What makes two entries the same.
  private struct Same: Hashable {
    let galaxy: Int64
    let kind: AnswerKind
    let classID: HuntClass.ID?
    let retracts: Int64?
    let annotator: String
    let answeredAt: String
  }

  let hunt: HuntRecord.ID
  let classes: ClassDirectory
  let db: Database
  /// Entries of the hunt in their order: the second of two that are alike is the second of the log's.
  private var known: [Same: [Int64]] = [:]
  private var galaxies: [[String]: Int64?] = [:]
  /// Read when an id is first sought by its looks.
  private var spellings: IDSpellings?
  /// Numbers in the hunt by numbers in the log.
  private(set) var numbers: [Int64: Int64] = [:]

  init(hunt: HuntRecord.ID, classes: ClassDirectory, _ db: Database) throws {
    self.hunt = hunt
    self.classes = classes
    self.db = db
    var known: [Same: [Int64]] = [:]
    try db.forEachRow(
      of: "answer",
      """
      SELECT answer.id, galaxy, kind, coalesce(class.mergedInto, class.id), retracts, annotator,
        answeredAt
      FROM answer LEFT JOIN class ON class.id = answer.class WHERE answer.hunt = ?
      ORDER BY answer.id
      """, [hunt]
    ) { row in
      let same = Same(
        galaxy: try row[1], kind: try row.named(2), classID: try row[3], retracts: try row[4],
        annotator: try row[5], answeredAt: try row[6])
      known[same, default: []].append(try row[0])
    }
    self.known = known
  }

  mutating func write(_ entries: [LogEntry], to result: inout ImportedLabels) throws {
    let newer = try galaxiesAnsweredSince(entries)
    var unknown = Set<String>()
    for entry in entries {
      guard Timestamp.date(entry.answeredAt) != nil else {
        throw StoreError.invalidTime(entry.answeredAt)
      }
      guard let galaxy = try galaxy(of: entry) else {
        if unknown.insert(entry.objectID).inserted { result.unknown.append(entry.objectID) }
        continue
      }
      let same = try same(entry, galaxy)
      if var there = known[same], !there.isEmpty {
        numbers[entry.number] = there.removeFirst()
        known[same] = there
        if entry.kind == .answer { result.skipped += 1 }
        continue
      }
      let isOlder = entry.isOlder || newer.contains(galaxy)
      if isOlder, entry.kind == .answer {
        // What the same person had said before that is no longer what they say.
        try HuntStore.takeBack(
          ofGalaxy: galaxy, by: entry.annotator, before: entry.answeredAt, at: entry.answeredAt,
          hunt: hunt, db)
      }
      guard let id = try append(entry, same, isOlder: isOlder) else { continue }
      numbers[entry.number] = id
      guard entry.kind == .answer else { continue }
      result.inserted += 1
      if isOlder { result.beside += 1 }
    }
  }

  /// The new entry's number; nil for a retraction of what isn't there or was taken back already.
  private func append(_ entry: LogEntry, _ same: Same, isOlder: Bool) throws -> Int64? {
    guard entry.kind == .retraction else {
      return try HuntStore.append(
        entry.kind, galaxy: same.galaxy, classID: same.classID, hunt: hunt,
        annotator: entry.annotator,
        question: HuntStore.question(about: same.galaxy, hunt, db), dwell: entry.dwell,
        at: entry.answeredAt,
        isOlder: isOlder && entry.kind == .answer, db)
    }
    guard let retracted = same.retracts else { return nil }
    return try HuntStore.retract(
      retracted, annotator: entry.annotator, at: entry.answeredAt, db)
  }

  private func same(_ entry: LogEntry, _ galaxy: Int64) throws -> Same {
    return Same(
      galaxy: galaxy, kind: entry.kind, classID: try number(of: entry.className),
      retracts: entry.retracts.flatMap { numbers[$0] }, annotator: entry.annotator,
      answeredAt: entry.answeredAt)
  }

  /// The class that a name of the log stands for.
  func number(of className: String?) throws -> HuntClass.ID? {
    guard let name = className else { return nil }
    guard let found = classes.target(of: try ClassName.validated(name)) else {
      throw StoreError.noClass(name: name, known: classes.classes.map(\.name))
    }
    return found.id
  }

  private mutating func galaxy(of entry: LogEntry) throws -> Int64? {
    try galaxy(entry.objectID, in: entry.catalog)
  }

  /// The galaxy of its catalog; where there is no such catalog, the only one of its object id.
  mutating func galaxy(_ objectID: String, in catalog: String) throws -> Int64? {
    let name = [catalog, objectID]
    if let found = galaxies[name] { return found }
    let inCatalog: Int64? = try db.value(
      of: "galaxy",
      """
      SELECT galaxy.id FROM galaxy JOIN catalog ON catalog.id = galaxy.catalog
      WHERE galaxy.objectID = ? AND catalog.name = ?
      """, [objectID, catalog], isKept: true)
    let found = try inCatalog ?? HuntStore.unambiguous(objectID, &spellings, db)
    galaxies[name] = .some(found)
    return found
  }

  /// Galaxies whose standing answer isn't of the log and was given after the log's last one.
  private mutating func galaxiesAnsweredSince(_ entries: [LogEntry]) throws -> Set<Int64> {
    var last: [Int64: Date] = [:]
    var own = Set<Int64>()
    for entry in entries where entry.kind == .answer {
      guard let galaxy = try galaxy(of: entry), let time = Timestamp.date(entry.answeredAt) else {
        continue
      }
      last[galaxy] = max(last[galaxy] ?? time, time)
      own.formUnion(known[try same(entry, galaxy)] ?? [])
    }
    var newer = Set<Int64>()
    try db.forEachRow(
      of: "answer",
      """
      SELECT answer.id, coalesce(class.mergedInto, class.id), answer.answeredAt, answer.galaxy
      FROM answer JOIN class ON class.id = answer.class
      WHERE answer.hunt = ? AND answer.id = (
        SELECT same.id FROM standingAnswer AS same
        WHERE same.hunt = answer.hunt AND same.galaxy = answer.galaxy AND same.kind = 'answer'
        ORDER BY same.older, same.id DESC LIMIT 1)
      """, [hunt]
    ) { row in
      let standing = try StandingLabel(row: row)
      let galaxy: Int64 = try row[3]
      if let time = last[galaxy], !own.contains(standing.answer), try standing.time() > time {
        newer.insert(galaxy)
      }
    }
    return newer
  }
}
