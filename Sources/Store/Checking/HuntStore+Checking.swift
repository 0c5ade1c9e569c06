import Foundation
import GRDB
import Threads

/// How far a check goes.
package enum CheckDepth: Sendable {
  /// The schema, the models, and a sample of cutouts and vectors: a moment, whatever the size.
  case glance
  /// Everything but the pixels.
  case usual
  /// Everything.
  case deep
}

extension HuntStore {
  /// Looks through the file for what is not as it should be; all of it is of one moment.
  ///
  /// Rows are read one by one, so memory does not grow with the survey.
  ///
  /// - Parameter tick: called now and then with the galaxies whose pixels were looked at by then; what
  ///   it throws ends the check.
  package func check(
    _ depth: CheckDepth, tick: (Int) throws -> Void = { _ in }
  ) throws -> StoreFindings {
    // Both read the whole table of pixels. Side by side, one finds in memory what the other has read.
    let integrity = depth == .deep ? IntegrityReading(of: self) : nil
    defer { integrity?.cancel() }
    // What ends the check comes out as it is, and not as something that the store failed in.
    var stop: (any Error)?
    do {
      return try snapshot { store in
        try store.read { db in
          var checker = StoreChecker(db: db, findings: StoreFindings())
          if depth != .glance, integrity == nil {
            checker.attempt("the file") { try $0.integrity(depth) }
          }
          checker.attempt("the schema") { try $0.schema() }
          checker.attempt("catalog") { try $0.catalogs() }
          checker.attempt("model") { try $0.models() }
          checker.attempt("checkpoint") { try $0.checkpoints() }
          if depth == .glance {
            try checker.sample()
          } else {
            try checker.rows(depth) { count in
              do { try tick(count) } catch {
                stop = error
                throw error
              }
            }
            if let stop { throw stop }
          }
          return try integrity?.findings().followed(by: checker.findings) ?? checker.findings
        }
      }
    } catch {
      throw stop ?? error
    }
  }
}

/// SQLite's own check of a whole file, on a thread and a connection of its own.
private final class IntegrityReading: @unchecked Sendable {
  // `result` is written once, before the group is left, and read after that.
  private let database: any DatabaseReader
  private let group = DispatchGroup()
  private var result: Result<StoreFindings, any Error>?

  /// Begins; nil where the file has a single connection, which others wait for.
  init?(of store: HuntStore) {
    guard let pool = store.database as? DatabasePool else { return nil }
    database = pool
    group.enter()
    BackgroundThread.start { [self] in
      result = Result {
        try pool.read { db in
          var checker = StoreChecker(db: db, findings: StoreFindings())
          checker.attempt("the file") { try $0.integrity(.deep) }
          return checker.findings
        }
      }
      group.leave()
    }
  }

  /// What it found, once it is through.
  func findings() throws -> StoreFindings {
    group.wait()
    return try result!.get()
  }

  /// Ends it where it is not through.
  func cancel() {
    // What has not begun yet is not interrupted, hence again and again.
    while group.wait(timeout: .now() + 0.02) == .timedOut { database.interrupt() }
  }
}

/// Looks through a file, problem by problem.
struct StoreChecker {
  let db: Database
  var findings: StoreFindings

  /// Runs a part of the check; where SQLite can't read on, that is what is wrong.
  mutating func attempt(_ table: String, _ part: (inout StoreChecker) throws -> Void) {
    do {
      try part(&self)
    } catch let error as StoreError {
      findings.add(StoreProblem(table, "", .integrity("\(error)")), like: "error")
    } catch {
      let text = (error as? DatabaseError)?.message ?? "\(error)"
      findings.add(StoreProblem(table, "", .integrity(text)), like: "error")
    }
  }

  /// What SQLite finds: pages, trees, indexes, constraints, and rows that point nowhere.
  ///
  /// The usual check leaves out the table of pixels, which is nearly all of the file.
  mutating func integrity(_ depth: CheckDepth) throws {
    var checks = ["PRAGMA integrity_check"]
    if depth != .deep {
      checks = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'cutout'"
      ).map { "PRAGMA integrity_check(\($0.quotedDatabaseIdentifier))" }
    }
    for check in checks {
      for line in try String.fetchAll(db, sql: check) where line != "ok" {
        let isOfIndex = line.contains("missing from index") || line.contains("in index")
        if isOfIndex { findings.droppable.strays.insert("index") }
        findings.add(
          StoreProblem("the file", "", .integrity(line), isRepairable: isOfIndex), like: "sqlite")
      }
    }
    try db.forEachRow(
      of: "the file",
      """
      SELECT count(*), "table", parent FROM pragma_foreign_key_check
      GROUP BY "table", parent ORDER BY "table", parent
      """
    ) { row in
      let (rows, table, parent): (Int, String, String) = (try row[0], try row[1], try row[2])
      let isResult = Self.results.contains(table)
      if isResult { findings.droppable.strays.insert(table) }
      findings.add(
        StoreProblem(table, "", .orphaned(rows: rows, parent: parent), isRepairable: isResult),
        like: "orphans")
    }
  }

  /// The schema against the one that the program makes.
  mutating func schema() throws {
    let applied = try Schema.migrator.appliedIdentifiers(db)
    if let found = try SchemaCheck.fault(
      in: db, applied: applied, allowsAdditions: false)
    {
      findings.add(
        StoreProblem("the schema", found.object, .schema(found.fault)), like: "schema")
    }
  }

  /// Tables of what can be computed again.
  static let results = ["embedding", "score", "shape", "peak"]
}
