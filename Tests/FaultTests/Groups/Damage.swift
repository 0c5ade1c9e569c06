import Evaluation
import Foundation
import GRDB

/// Something done to a hunt's file behind the program's back.
struct Damage {
  /// What was done, in words.
  let what: String
  /// Whether a check can know: a page is torn, a rule of the schema is broken, a hash no longer fits.
  let isVisible: Bool

  /// Does something to the file, drawn at random.
  static func done(to path: String, _ random: inout SeededGenerator) throws -> Damage {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<22: try pages(path, &random)
    case 22..<32: try bytes(path, &random)
    case 32..<36: try header(path, &random)
    case 36..<41: try length(path, &random)
    case 41..<49: try schema(path, &random)
    case 49..<54: try orphans(path, &random)
    default: try CellDamage.done(to: path, &random)
    }
  }

  /// Overwrites whole pages.
  private static func pages(_ path: String, _ random: inout SeededGenerator) throws -> Damage {
    var file = try Data(contentsOf: URL(fileURLWithPath: path))
    let count = Int.random(in: 1...4, using: &random)
    var places: [Int] = []
    for _ in 0..<count {
      let page = somePage(file, &random)
      let start = page * pageSize
      places.append(page + 1)
      let kind = Int.random(in: 0..<4, using: &random)
      let other = Int.random(in: 0..<file.count / pageSize, using: &random) * pageSize
      let copied = Array(file[other..<other + pageSize])
      let bytes: [UInt8] = (0..<pageSize).map { index in
        switch kind {
        case 0: 0
        case 1: 0xFF
        case 2: copied[index]
        default: UInt8.random(in: 0...255, using: &random)
        }
      }
      file.replaceSubrange(start..<start + pageSize, with: bytes)
    }
    try file.write(to: URL(fileURLWithPath: path))
    return Damage(what: "pages \(places) overwritten", isVisible: true)
  }

  /// Changes single bytes, which may well be a digit of a number.
  private static func bytes(_ path: String, _ random: inout SeededGenerator) throws -> Damage {
    var file = try Data(contentsOf: URL(fileURLWithPath: path))
    let count = [1, 4, 16, 64].randomElement(using: &random)!
    let page = somePage(file, &random)
    for _ in 0..<count {
      let place = page * pageSize + Int.random(in: 0..<pageSize, using: &random)
      file[place] = UInt8.random(in: 0...255, using: &random)
    }
    try file.write(to: URL(fileURLWithPath: path))
    return Damage(what: "\(count) bytes of page \(page + 1) changed", isVisible: false)
  }

  private static let pageSize = 4096

  /// A page, mostly one that a tree is made of rather than one of the many that hold a blob's middle.
  private static func somePage(_ file: Data, _ random: inout SeededGenerator) -> Int {
    let count = file.count / pageSize
    for _ in 0..<200 {
      let page = Int.random(in: 0..<count, using: &random)
      let kind = file[page * pageSize + (page == 0 ? 100 : 0)]
      if [2, 5, 10, 13].contains(kind) { return page }
    }
    return Int.random(in: 0..<count, using: &random)
  }

  private static func header(_ path: String, _ random: inout SeededGenerator) throws -> Damage {
    var file = try Data(contentsOf: URL(fileURLWithPath: path))
    let place = Int.random(in: 0..<100, using: &random)
    let value = [0, 1, 0x7F, 0xFF].randomElement(using: &random)! as UInt8
    file[place] = value
    try file.write(to: URL(fileURLWithPath: path))
    return Damage(what: "byte \(place) of the header is \(value)", isVisible: false)
  }

  private static func length(_ path: String, _ random: inout SeededGenerator) throws -> Damage {
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    let size = try handle.seekToEnd()
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      try handle.write(contentsOf: Data(repeating: 0x41, count: 5000))
      return Damage(what: "5000 bytes appended", isVisible: false)
    case 1:
      try handle.truncate(atOffset: 0)
      return Damage(what: "emptied", isVisible: true)
    case 2:
      let end = UInt64.random(in: 1..<4096, using: &random)
      try handle.truncate(atOffset: end)
      return Damage(what: "cut to \(end) bytes", isVisible: true)
    default:
      let end = UInt64.random(in: 4096..<size, using: &random)
      try handle.truncate(atOffset: end)
      return Damage(what: "cut to \(end) bytes", isVisible: true)
    }
  }

  /// Changes the schema by SQL that any client could run.
  private static func schema(_ path: String, _ random: inout SeededGenerator) throws -> Damage {
    let changes = [
      "DROP TABLE cutout", "DROP TABLE answer", "DROP TABLE score", "DROP TABLE hunt",
      "DROP TABLE grdb_migrations", "DROP VIEW currentLabel", "DROP VIEW openQuestion",
      "DROP INDEX galaxyByObjectID", "DROP TRIGGER answerIsNeverUpdated",
      "ALTER TABLE galaxy DROP COLUMN redshift", "ALTER TABLE model RENAME COLUMN config TO c",
      "ALTER TABLE question RENAME TO questions", "DELETE FROM grdb_migrations",
      "DELETE FROM grdb_migrations WHERE identifier LIKE '00%'",
      "INSERT INTO grdb_migrations VALUES ('999-future')",
      "PRAGMA application_id = 7", "PRAGMA user_version = 99", "PRAGMA encoding = 'UTF-16'",
      "PRAGMA journal_mode = DELETE", "DELETE FROM hunt", "DELETE FROM catalog",
      "DELETE FROM class", "DELETE FROM galaxy", "DELETE FROM model", "DELETE FROM cutout",
      "DELETE FROM embedding", "CREATE TABLE strange (x)",
      "CREATE TRIGGER strange AFTER INSERT ON answer BEGIN DELETE FROM class; END",
      """
      ALTER TABLE hunt RENAME TO h; CREATE VIEW hunt AS WITH RECURSIVE n(i) AS
      (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, 'x' AS name, '' AS goal,
      '2026-01-01' AS createdAt FROM n
      """,
    ]
    let change = changes.randomElement(using: &random)!
    try HuntFile(path: path).open { try? $0.execute(sql: change) }
    return Damage(what: change, isVisible: !change.hasPrefix("PRAGMA"))
  }

  /// Leaves rows without what they point at.
  private static func orphans(_ path: String, _ random: inout SeededGenerator) throws -> Damage {
    let changes = [
      "UPDATE galaxy SET catalog = 99", "UPDATE cutout SET galaxy = galaxy + 1000",
      "UPDATE question SET round = 77", "UPDATE class SET hunt = 5",
      "UPDATE class SET mergedInto = 1 WHERE id = 2",
      "UPDATE embedding SET galaxy = galaxy + 5000", "UPDATE embedding SET model = 44",
      "DELETE FROM galaxy WHERE id % 3 = 0", "DELETE FROM cutout WHERE galaxy % 3 = 0",
      "DELETE FROM embedding WHERE galaxy % 3 = 0", "DELETE FROM question WHERE id % 2 = 0",
      "DELETE FROM class WHERE id = 1", "DELETE FROM round", "UPDATE score SET model = 44",
      "UPDATE model SET parent = id", "UPDATE galaxy SET id = id + 9223372036854770000",
    ]
    let change = changes.randomElement(using: &random)!
    try HuntFile(path: path).open { try? $0.execute(sql: change) }
    // Rows that are gone without a trace are what the hunt then holds, and so is a class that was merged
    // as `classes merge` would.
    return Damage(
      what: change, isVisible: !change.hasPrefix("DELETE") && !change.contains("mergedInto"))
  }
}
