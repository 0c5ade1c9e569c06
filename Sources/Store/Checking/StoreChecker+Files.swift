import Digests
import Foundation
import GRDB

extension StoreChecker {
  /// Replacements that are not finished, and cutouts that are not made as their catalog says.
  mutating func catalogs() throws {
    let catalogs = try Row.fetchAll(db, sql: "SELECT *, 0 AS galaxies FROM catalog ORDER BY id")
      .map(CatalogRecord.init)
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
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT id, sha256, config, metrics, history, weights FROM model ORDER BY id")
    while let row = try cursor.next() {
      let name = "model \(row[0] as Int64)"
      let digest: String? = row[1]
      let isIntact = try row.withUnsafeData(atIndex: 5) { data in
        data.map { HuntStore.isIntact($0, digest) } ?? false
      }
      if !isIntact {
        findings.add(StoreProblem("model", name, .altered(column: "weights")), like: "weights")
      }
      for (place, column) in [(2, "config"), (3, "metrics"), (4, "history")] {
        let text: String? = row[place]
        guard let text, (try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil else {
          findings.add(StoreProblem("model", name, .unreadable(column: column)), like: column)
          continue
        }
      }
    }
  }

  /// Broken-off trainings whose state is not what was stored.
  mutating func checkpoints() throws {
    let cursor = try Row.fetchCursor(db, sql: "SELECT kind, sha256, state FROM checkpoint")
    while let row = try cursor.next() {
      let (kind, digest): (String, String?) = (row[0], row[1])
      let isIntact = try row.withUnsafeData(atIndex: 2) { data in
        data.map { HuntStore.isIntact($0, digest) } ?? false
      }
      if isIntact { continue }
      findings.droppable.checkpoints.insert(kind)
      findings.add(
        StoreProblem("checkpoint", kind, .altered(column: "state"), isRepairable: true),
        like: "state")
    }
  }

  /// Entries that are gone from the log: their numbers follow each other without a gap, for nothing
  /// in it is ever removed.
  mutating func answers() throws {
    let missing =
      try Int.fetchOne(
        db,
        sql: """
          SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'answer'), 0)
            - (SELECT count(*) FROM answer)
          """) ?? 0
    if missing > 0 {
      findings.add(StoreProblem("answer", "", .missingAnswers(missing)), like: "missing")
    }
  }

  /// Pixels against their digest, row after row.
  ///
  /// Catalogs of the first versions have digests of files instead, which tell nothing.
  mutating func cutouts(where condition: String, _ tick: (Int) throws -> Void) throws {
    let cursor = try Row.fetchCursor(
      db,
      sql: """
        SELECT cutout.galaxy, objectID, sha256, fingerprint IS NOT NULL OR recipe IS NOT NULL,
          format, width, height, channels, pixels
        FROM cutout CROSS JOIN galaxy ON galaxy.id = cutout.galaxy
          CROSS JOIN catalog ON catalog.id = galaxy.catalog
        WHERE \(condition) ORDER BY cutout.galaxy
        """)
    var usual: String?
    var count = 0
    while let row = try cursor.next() {
      count += 1
      if count % 4_096 == 0 { try tick(count) }
      let (id, objectID): (Int64, String) = (row[0], row[1])
      let (width, height, channels): (Int, Int, Int) = (row[5], row[6], row[7])
      let shape = "\(width)×\(height)×\(channels) \(row[4] as String)"
      if usual == nil { usual = shape }
      if shape != usual {
        findings.add(
          StoreProblem("cutout", Self.galaxy(id, objectID), .otherShape(shape)), like: "shape")
      }
      let digest = try row.withUnsafeData(atIndex: 8) { data in
        data?.withUnsafeBytes {
          SHA256.hexDigest(width: width, height: height, channels: channels, pixels: $0)
        }
      }
      let (stored, isOfPixels): (String, Bool) = (row[2], row[3])
      if digest == stored { continue }
      guard isOfPixels else {
        findings.undigested += 1
        continue
      }
      findings.add(
        StoreProblem("cutout", Self.galaxy(id, objectID), .altered(column: "pixels")),
        like: "pixels")
    }
    try tick(count)
  }
}
