import GRDB

@testable import Store

extension HuntStore {
  /// Runs SQL past the store's own methods, as another SQLite client could.
  func execute(_ sql: String) throws {
    try database!.write { db in try db.execute(sql: sql) }
  }

  func pragma(_ name: String) throws -> String? {
    try database!.writeWithoutTransaction { db in
      try String.fetchOne(db, sql: "PRAGMA \(name)")
    }
  }

  func count(_ sql: String) throws -> Int {
    try database!.read { db in try Int.fetchOne(db, sql: sql) ?? 0 }
  }

  /// Holds the write lock while `body` runs, as another process in the middle of an import does.
  func whileLocked(_ body: () throws -> Void) throws {
    try database!.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      defer { try? db.execute(sql: "ROLLBACK") }
      try body()
    }
  }
}
