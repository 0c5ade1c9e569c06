import Digests
import Foundation
import GRDB

extension StoreChecker {
  /// Replacements that are not finished, and cutouts that are not made as their catalog says.
  mutating func catalogs() throws {
    let catalogs = try db.rows(
      of: "catalog", "SELECT *, 0 AS galaxies FROM catalog ORDER BY id", [], CatalogRecord.init)
    for catalog in catalogs {
      if let replacement = catalog.replacement {
        findings.add(
          StoreProblem("catalog", catalog.name, .halfReplaced(replacement)), like: "half")
        continue
      }
      let others = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM galaxy WHERE catalog = ? AND recipeNumber <> ?",
        arguments: [catalog.id, catalog.recipeNumber])
      if let others, others > 0 {
        findings.add(
          StoreProblem("catalog", catalog.name, .otherRecipe(galaxies: others)), like: "recipe")
      }
    }
  }

  /// Weights against their digest, and settings and metrics that can't be read.
  mutating func models() throws {
    try db.forEachRow(
      of: "model",
      "SELECT id, sha256, config, metrics, history, weights FROM model ORDER BY id"
    ) { row in
      let name = "model \(row.id)"
      if try !Self.isIntact(row, 5) {
        findings.add(StoreProblem("model", name, .altered(column: "weights")), like: "weights")
      }
      for (place, column) in [(2, "config"), (3, "metrics"), (4, "history")] {
        let text: String = try row[place]
        if (try? JSONSerialization.jsonObject(with: Data(text.utf8))) == nil {
          findings.add(StoreProblem("model", name, .unreadable(column: column)), like: column)
        }
      }
    }
  }

  /// Broken-off trainings whose state is not what was stored.
  mutating func checkpoints() throws {
    try db.forEachRow(
      of: "checkpoint", "SELECT rowid, sha256, state, kind FROM checkpoint"
    ) { row in
      if try Self.isIntact(row, 2) { return }
      let kind: String = try row[3]
      findings.droppable.checkpoints.insert(kind)
      findings.add(
        StoreProblem("checkpoint", kind, .altered(column: "state"), isRepairable: true),
        like: "state")
    }
  }

  /// Whether the blob in a column has the digest in the second column.
  private static func isIntact(_ row: StoredRow, _ column: Int) throws -> Bool {
    let digest: String? = try row[1]
    return try row.withBytes(column) { digest == nil || digest == SHA256.hexDigest(of: $0) }
  }

  /// Entries that are gone from the log: their numbers follow each other without a gap, for nothing
  /// in it is ever removed.
  mutating func answers() throws {
    for table in ["answer", "remark", "reask"] {
      let missing =
        try Int.fetchOne(
          db,
          sql: """
            SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = '\(table)'), 0)
              - (SELECT count(*) FROM \(table))
            """) ?? 0
      if missing > 0 {
        findings.add(StoreProblem(table, "", .missingAnswers(missing)), like: "missing")
      }
    }
  }

  /// Pixels against their digest, row after row.
  ///
  /// Catalogs of the first versions have digests of files instead, which tell nothing.
  mutating func cutouts(where condition: String, _ tick: (Int) throws -> Void) throws {
    var usual: String?
    var count = 0
    try db.forEachRow(
      of: "cutout",
      """
      SELECT cutout.galaxy, objectID, sha256, fingerprint IS NOT NULL OR recipe IS NOT NULL,
        format, width, height, channels, pixels
      FROM cutout CROSS JOIN galaxy ON galaxy.id = cutout.galaxy
        CROSS JOIN catalog ON catalog.id = galaxy.catalog
      WHERE \(condition) ORDER BY cutout.galaxy
      """
    ) { row in
      count += 1
      if count % 4_096 == 0 { try tick(count) }
      let (objectID, stored, isOfPixels): (String, String, Bool) = (
        try row[1], try row[2], try row[3]
      )
      let (format, width, height, channels): (String, Int, Int, Int) = (
        try row[4], try row[5], try row[6], try row[7]
      )
      let name = Self.galaxy(row.id, objectID)
      let shape = "\(width)×\(height)×\(channels) \(format)"
      if usual == nil { usual = shape }
      if shape != usual {
        findings.add(StoreProblem("cutout", name, .otherShape(shape)), like: "shape")
      }
      let digest = try? row.withBytes(8) {
        SHA256.hexDigest(width: width, height: height, channels: channels, pixels: $0)
      }
      if digest == stored { return }
      if isOfPixels {
        findings.add(StoreProblem("cutout", name, .altered(column: "pixels")), like: "pixels")
      } else {
        findings.undigested += 1
      }
    }
    try tick(count)
  }
}
