import Digests
import Foundation
import GRDB
import Vocabulary

extension StoreChecker {
  /// Every row but those of the log, whose constraints SQLite has checked.
  mutating func rows(_ depth: CheckDepth, _ tick: (Int) throws -> Void) throws {
    attempt("answer") { try $0.answers() }
    attempt("galaxy") { try $0.galaxies() }
    for table in Self.results { attempt(table) { try $0.stale(table) } }
    attempt("score") { try $0.scores() }
    for table in ["embedding", "shape", "peak"] { attempt(table) { try $0.vectors(table) } }
    guard depth == .deep else { return }
    var stop: (any Error)?
    attempt("cutout") { checker in
      try checker.cutouts(where: "true") { count in
        do { try tick(count) } catch {
          stop = error
          throw error
        }
      }
    }
    if let stop { throw stop }
  }

  /// A few hundred cutouts and vectors, evenly taken.
  mutating func sample() throws {
    attempt("cutout") { checker in
      let last = try Int64.fetchOne(checker.db, sql: "SELECT max(galaxy) FROM cutout") ?? 0
      let ids = stride(from: Int64(1), through: last, by: max(1, Int(last) / 256))
        .map { String($0) }.joined(separator: ",")
      try checker.cutouts(where: "cutout.galaxy IN (\(ids))") { _ in }
      let model = try Int64.fetchOne(
        checker.db, sql: "SELECT max(id) FROM model WHERE kind = 'embedder'")
      guard let model else { return }
      try checker.vectors("embedding", where: "model = \(model) AND galaxy IN (\(ids))")
    }
  }

  /// Galaxies without a cutout, with numbers that are none, or made by another recipe.
  mutating func galaxies() throws {
    let lone = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, objectID FROM galaxy
        WHERE NOT EXISTS (SELECT 1 FROM cutout WHERE cutout.galaxy = galaxy.id)
        """)
    while let row = try lone.next() {
      findings.add(
        StoreProblem("galaxy", Self.galaxy(row[0], row[1]), .noCutout), like: "cutout")
    }
    let endless = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, objectID, abs(redshift) = 9e999, abs(ra) = 9e999 FROM galaxy
        WHERE abs(redshift) = 9e999 OR abs(ra) = 9e999 OR abs(dec) = 9e999
        """)
    while let row = try endless.next() {
      let (isRedshift, isRA): (Bool?, Bool?) = (row[2], row[3])
      let column = isRedshift == true ? "redshift" : isRA == true ? "ra" : "dec"
      findings.add(
        StoreProblem("galaxy", Self.galaxy(row[0], row[1]), .notFinite(column: column)),
        like: "finite")
    }
    for id in try Int64.fetchAll(db, sql: "SELECT id FROM question WHERE abs(score) = 9e999") {
      findings.add(
        StoreProblem("question", "\(id)", .notFinite(column: "score")), like: "finite")
    }
  }

  /// Results of pixels that their galaxy no longer has.
  mutating func stale(_ table: String) throws {
    let hasModel = ["embedding", "score"].contains(table)
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT galaxy.id, galaxy.objectID\(hasModel ? ", \(table).model" : "")
        FROM \(table) JOIN galaxy ON galaxy.id = \(table).galaxy
        WHERE \(table).pixelRevision <> galaxy.pixelRevision
        """)
    while let row = try cursor.next() {
      findings.droppable.strays.insert(table)
      let model = hasModel ? "model \(row[2] as Int64), " : ""
      findings.add(
        StoreProblem(table, model + Self.galaxy(row[0], row[1]), .stale, isRepairable: true),
        like: "stale")
    }
  }

  /// Scores that are no numbers, and those under models that don't give them.
  mutating func scores() throws {
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT model, kind, galaxy FROM score WHERE abs(value) = 9e999")
    while let row = try cursor.next() {
      let (model, kind, galaxy): (Int64, String, Int64) = (row[0], row[1], row[2])
      let key = DroppableRows.ScoreKey(model: model, kind: kind)
      findings.droppable.scores[key, default: []]?.insert(galaxy)
      findings.add(
        StoreProblem(
          "score", "model \(model), \(kind), galaxy \(galaxy)", .notFinite(column: "value"),
          isRepairable: true), like: "finite")
    }
    let filed = try Row.fetchAll(
      db,
      sql: """
        SELECT model.id, score.kind, model.kind
        FROM (SELECT DISTINCT model, kind FROM score) AS score JOIN model ON model.id = score.model
        """)
    for row in filed {
      let (model, kind, giver): (Int64, String, String) = (row[0], row[1], row[2])
      guard let source = ScoreKind(rawValue: kind)?.source else { continue }
      if source.rawValue == giver { continue }
      findings.droppable.scores[.init(model: model, kind: kind)] = .some(nil)
      findings.add(
        StoreProblem(
          "score", "model \(model), \(kind)", .wrongModel(kind: giver), isRepairable: true),
        like: "model")
    }
  }

  /// Vectors that are damaged, hold numbers that are none, or are of another length than the others.
  mutating func vectors(_ table: String, where condition: String = "true") throws {
    let isOfModel = table == "embedding"
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT galaxy, digest, vector\(isOfModel ? ", model" : "") FROM \(table) WHERE \(condition)
        """)
    let lengths = isOfModel ? try Self.usualLengths(db) : [:]
    while let row = try cursor.next() {
      let (galaxy, digest): (Int64, Int64?) = (row[0], row[1])
      let model: Int64 = isOfModel ? row[3] : 0
      let fault = try row.withUnsafeData(atIndex: 2) { data -> StoreProblem.Fault? in
        guard let data else { return .unreadable(column: "vector") }
        if let fault = Self.fault(of: data, digest) { return fault }
        guard let usual = lengths[model], data.count != usual else { return nil }
        return .length(found: data.count / 4, expected: usual / 4)
      }
      if digest == nil { findings.undigested += 1 }
      guard let fault else { continue }
      if isOfModel {
        findings.droppable.embeddings[model, default: []].insert(galaxy)
      } else {
        findings.droppable.measures[table, default: []].insert(galaxy)
      }
      findings.add(
        StoreProblem(
          table, (isOfModel ? "model \(model), " : "") + "galaxy \(galaxy)", fault,
          isRepairable: true), like: "vector")
    }
    guard isOfModel, condition == "true" else { return }
    let filed = try Row.fetchAll(
      db,
      sql: """
        SELECT id, kind FROM model WHERE kind NOT IN ('embedder', 'head')
          AND EXISTS (SELECT 1 FROM embedding WHERE model = model.id)
        """)
    for row in filed {
      findings.add(
        StoreProblem("embedding", "model \(row[0] as Int64)", .wrongModel(kind: row[1])),
        like: "model")
    }
  }

  /// The bytes that most vectors of each model have.
  static func usualLengths(_ db: Database) throws -> [Int64: Int] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT model, length(vector) AS bytes FROM embedding GROUP BY model, bytes
        ORDER BY model, count(*) DESC
        """)
    return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { most, _ in most })
  }

  /// What is wrong with a vector's bytes.
  static func fault(of data: Data, _ digest: Int64?) -> StoreProblem.Fault? {
    data.withUnsafeBytes { bytes in
      if let digest, SHA256.shortDigest(of: bytes) != digest { return .altered(column: "vector") }
      guard bytes.count % 4 == 0 else { return .unreadable(column: "vector") }
      let isFinite = LittleEndianFloats.decode(bytes).withUnsafeBufferPointer {
        FiniteNumbers.firstFault(in: $0) == nil
      }
      return isFinite ? nil : .notFinite(column: "vector")
    }
  }

  static func galaxy(_ id: Int64, _ objectID: String) -> String { "galaxy \(id) (\(objectID))" }
}
