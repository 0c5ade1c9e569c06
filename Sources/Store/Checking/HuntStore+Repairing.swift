import Foundation
import GRDB

/// What a repair dropped and added.
package struct StoreRepairs: Sendable, Equatable {
  /// Rows that were dropped, by table.
  package internal(set) var dropped: [String: Int] = [:]
  /// Vectors of an older version that have got a digest.
  package internal(set) var digested = 0
  /// Whether indexes were built anew.
  package internal(set) var isReindexed = false

  /// Nothing dropped and nothing added.
  package init() {}

  mutating func drop(_ table: String, _ db: Database) {
    if db.changesCount > 0 { dropped[table, default: 0] += db.changesCount }
  }
}

extension HuntStore {
  /// Drops what a check found wrong and what can be computed again, in one transaction: vectors, scores,
  /// measures and broken-off trainings. Answers, classes, questions, galaxies and models always stay.
  ///
  /// Others may have written since the check: each row is looked at once more before it goes.
  package func repair(_ findings: StoreFindings) throws(StoreError) -> StoreRepairs {
    let rows = findings.droppable
    return try write { db in
      var repairs = StoreRepairs()
      if rows.strays.contains("index") {
        try db.execute(sql: "REINDEX")
        repairs.isReindexed = true
      }
      let lengths = try StoreChecker.usualLengths(db)
      for (model, galaxies) in rows.embeddings {
        for galaxy in galaxies.sorted() {
          try Self.dropVector(of: galaxy, by: model, lengths[model], &repairs, db)
        }
      }
      for (table, galaxies) in rows.measures {
        for galaxy in galaxies.sorted()
        where try Self.isFaulty(table, "galaxy = ?", [galaxy], nil, db) {
          try db.execute(
            sql: "DELETE FROM \(table) WHERE galaxy = ?", arguments: [galaxy])
          repairs.drop(table, db)
        }
      }
      for (key, galaxies) in rows.scores {
        try db.execute(
          sql: "DELETE FROM score WHERE model = ? AND kind = ?"
            + (galaxies == nil ? "" : " AND abs(value) = 9e999"),
          arguments: [key.model, key.kind])
        repairs.drop("score", db)
      }
      for kind in rows.checkpoints {
        try db.execute(sql: "DELETE FROM checkpoint WHERE kind = ?", arguments: [kind])
        repairs.drop("checkpoint", db)
      }
      for table in StoreChecker.results where rows.strays.contains(table) {
        try Self.dropStrays(table, &repairs, db)
      }
      repairs.digested = try Self.addDigests(db)
      return repairs
    }
  }

  /// A vector goes with the scores that follow from it, which are then made anew together.
  private static func dropVector(
    of galaxy: Int64, by model: Int64, _ usual: Int?, _ repairs: inout StoreRepairs, _ db: Database
  ) throws {
    guard
      try isFaulty(
        "embedding", "model = ? AND galaxy = ?", [model, galaxy], usual, db)
    else { return }
    for table in ["embedding", "score"] {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE model = ? AND galaxy = ?", arguments: [model, galaxy])
      repairs.drop(table, db)
    }
  }

  private static func isFaulty(
    _ table: String, _ condition: String, _ key: StatementArguments, _ usual: Int?, _ db: Database
  ) throws -> Bool {
    let isFaulty = try db.row(
      of: table, "SELECT galaxy, digest, vector FROM \(table) WHERE \(condition)", key
    ) { row in StoreChecker.fault(of: row, 2, try row[1], usual) != nil }
    return isFaulty ?? false
  }

  /// Rows whose galaxy or model is gone, or whose galaxy has other pixels.
  private static func dropStrays(
    _ table: String, _ repairs: inout StoreRepairs, _ db: Database
  ) throws {
    let hasModel = ["embedding", "score"].contains(table)
    try db.execute(
      sql: """
        DELETE FROM \(table)
        WHERE \(table).pixelRevision
          IS NOT (SELECT galaxy.pixelRevision FROM galaxy WHERE galaxy.id = \(table).galaxy)
        """ + (hasModel ? " OR model NOT IN (SELECT id FROM model)" : ""))
    repairs.drop(table, db)
  }

  /// Gives vectors of older versions a digest, so that damage to them can be told from now on.
  private static func addDigests(_ db: Database) throws -> Int {
    var count = 0
    for table in ["embedding", "shape", "peak"] {
      let isOfModel = table == "embedding"
      let update = try db.cachedStatement(
        sql: "UPDATE \(table) SET digest = ? WHERE \(isOfModel ? "model = ? AND " : "")galaxy = ?")
      var last: (model: Int64, galaxy: Int64) = (0, 0)
      while true {
        // Where it goes on is found by the key, so each row is read once.
        let rows: [(model: Int64, galaxy: Int64, vector: Data)] = try db.rows(
          of: table,
          """
          SELECT \(isOfModel ? "model" : "0"), galaxy, vector FROM \(table)
          WHERE \(isOfModel ? "(model, galaxy) > (?, ?)" : "0 = ? AND galaxy > ?")
            AND digest IS NULL
          ORDER BY \(isOfModel ? "model, " : "")galaxy LIMIT 4096
          """, [last.model, last.galaxy]
        ) { (try $0[0], try $0[1], try $0[2]) }
        guard let end = rows.last else { break }
        last = (end.model, end.galaxy)
        for row in rows {
          let key: StatementArguments = isOfModel ? [row.model] : []
          let vector = StoredVector(blob: row.vector)
          try update.execute(arguments: [vector.digest] + key + [row.galaxy])
        }
        count += rows.count
      }
    }
    return count
  }
}
