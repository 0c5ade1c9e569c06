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
    attempt("cutout") { try $0.cutouts(where: "true", tick) }
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

  /// Galaxies without a cutout, and numbers that are none.
  mutating func galaxies() throws {
    try db.forEachRow(
      of: "galaxy",
      """
      SELECT id, objectID FROM galaxy
      WHERE NOT EXISTS (SELECT 1 FROM cutout WHERE cutout.galaxy = galaxy.id)
      """
    ) { row in
      findings.add(
        StoreProblem("galaxy", Self.galaxy(try row[0], try row[1]), .noCutout), like: "cutout")
    }
    for column in ["redshift", "ra", "dec"] {
      try db.forEachRow(
        of: "galaxy", "SELECT id, objectID FROM galaxy WHERE abs(\(column)) = 9e999"
      ) { row in
        findings.add(
          StoreProblem(
            "galaxy", Self.galaxy(try row[0], try row[1]), .notFinite(column: column)),
          like: "finite")
      }
    }
    try db.forEachRow(
      of: "question", "SELECT id FROM question WHERE abs(score) = 9e999"
    ) { row in
      findings.add(
        StoreProblem("question", "\(row.id)", .notFinite(column: "score")), like: "finite")
    }
  }

  /// Results of pixels that their galaxy no longer has.
  mutating func stale(_ table: String) throws {
    let hasModel = ["embedding", "score"].contains(table)
    try db.forEachRow(
      of: table,
      """
      SELECT galaxy.id, galaxy.objectID, \(hasModel ? "\(table).model" : "NULL")
      FROM \(table) JOIN galaxy ON galaxy.id = \(table).galaxy
      WHERE \(table).pixelRevision <> galaxy.pixelRevision
      """
    ) { row in
      findings.droppable.strays.insert(table)
      let model: Int64? = try row[2]
      findings.add(
        StoreProblem(
          table, (model.map { "model \($0), " } ?? "") + Self.galaxy(try row[0], try row[1]),
          .stale, isRepairable: true), like: "stale")
    }
  }

  /// Scores that are no numbers, and those under models that don't give them.
  mutating func scores() throws {
    try db.forEachRow(
      of: "score", "SELECT model, kind, galaxy FROM score WHERE abs(value) = 9e999"
    ) { row in
      let (model, kind, galaxy): (Int64, String, Int64) = (try row[0], try row[1], try row[2])
      let key = DroppableRows.ScoreKey(model: model, kind: kind)
      findings.droppable.scores[key, default: []]?.insert(galaxy)
      findings.add(
        StoreProblem(
          "score", "model \(model), \(kind), galaxy \(galaxy)", .notFinite(column: "value"),
          isRepairable: true), like: "finite")
    }
    try db.forEachRow(
      of: "score",
      """
      SELECT model.id, score.kind, model.kind
      FROM (SELECT DISTINCT model, kind FROM score) AS score JOIN model ON model.id = score.model
      """
    ) { row in
      let (model, kind, giver): (Int64, String, String) = (try row[0], try row[1], try row[2])
      guard let source = ScoreKind(rawValue: kind)?.source, source.rawValue != giver else {
        return
      }
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
    let lengths = isOfModel ? try Self.usualLengths(db) : [:]
    try db.forEachRow(
      of: table,
      """
      SELECT galaxy, digest, vector, \(isOfModel ? "model" : "0") FROM \(table) WHERE \(condition)
      """
    ) { row in
      let (galaxy, digest, model): (Int64, Int64?, Int64) = (try row[0], try row[1], try row[3])
      if digest == nil { findings.undigested += 1 }
      guard let fault = Self.fault(of: row, 2, digest, lengths[model]) else { return }
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
    try db.forEachRow(
      of: "model",
      """
      SELECT id, kind FROM model WHERE kind = 'scorer'
        AND EXISTS (SELECT 1 FROM embedding WHERE model = model.id)
      """
    ) { row in
      findings.add(
        StoreProblem("embedding", "model \(row.id)", .wrongModel(kind: try row[1])),
        like: "model")
    }
  }

  /// The bytes that most vectors of each model have.
  static func usualLengths(_ db: Database) throws -> [Int64: Int] {
    let rows: [(model: Int64, bytes: Int)] = try db.rows(
      of: "embedding",
      """
      SELECT model, length(vector) AS bytes FROM embedding GROUP BY model, bytes
      ORDER BY model, count(*) DESC
      """
    ) { (try $0[0], try $0[1] ?? 0) }
    return Dictionary(rows.map { ($0.model, $0.bytes) }, uniquingKeysWith: { most, _ in most })
  }

  /// What is wrong with the vector in a column of a row; nil where nothing is.
  static func fault(
    of row: StoredRow, _ column: Int, _ digest: Int64?, _ usual: Int?
  ) -> StoreProblem.Fault? {
    do {
      return try row.withBytes(column) { bytes -> StoreProblem.Fault? in
        if let digest, SHA256.shortDigest(of: bytes) != digest {
          return .altered(column: "vector")
        }
        guard bytes.count % 4 == 0, bytes.count > 0 else { return .unreadable(column: "vector") }
        let isFinite = LittleEndianFloats.decode(bytes).withUnsafeBufferPointer {
          FiniteNumbers.firstFault(in: $0, limit: FiniteNumbers.vectorLimit) == nil
        }
        guard isFinite else { return .notFinite(column: "vector") }
        guard let usual, bytes.count != usual else { return nil }
        return .length(found: bytes.count / 4, expected: usual / 4)
      }
    } catch {
      // It holds no bytes at all.
      return .unreadable(column: "vector")
    }
  }

  static func galaxy(_ id: Int64, _ objectID: String) -> String { "galaxy \(id) (\(objectID))" }
}
