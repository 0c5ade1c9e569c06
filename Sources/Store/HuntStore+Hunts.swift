package import Foundation
import GRDB

extension HuntStore {
  /// The hunt that was made first, made now if there is none.
  ///
  /// - Throws: `StoreError.corrupt` where there is none, and yet something that belongs to one.
  package func defaultHunt(
    name: String = "hunt", goal: String = "", now: Date = Date()
  ) throws(StoreError) -> HuntRecord {
    if let first = try hunts().first { return first }
    for table in ["class", "round", "answer"] {
      let isThere = try read { db in
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(table))") ?? false
      }
      guard !isThere else {
        throw .corrupt(path: path, detail: "the row of the hunt is gone, what people said is there")
      }
    }
    return try addHunt(name: name, goal: goal, now: now)
  }

  /// A new hunt, or the one that has this name.
  package func addHunt(
    name: String, goal: String = "", now: Date = Date()
  ) throws(StoreError) -> HuntRecord {
    try write { db in
      try db.execute(
        sql: "INSERT INTO hunt (name, goal, createdAt) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        arguments: [name, goal, Timestamp.text(now)])
      let made = try db.row(
        of: "hunt", "SELECT * FROM hunt WHERE name = ?", [name], HuntRecord.init)
      guard let made else { throw StoreError.noHunt(name: name) }
      return made
    }
  }

  /// Every hunt in the order they were made.
  package func hunts() throws(StoreError) -> [HuntRecord] {
    try read { db in
      try db.rows(of: "hunt", "SELECT * FROM hunt ORDER BY id", [], HuntRecord.init)
    }
  }
}
