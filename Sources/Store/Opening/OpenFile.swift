import CSQLite
import Foundation
import GRDB

/// What a hunt is opened for.
package enum StorePurpose: Sendable {
  /// To be read and written.
  case writing
  /// To be read; the file may lie where nothing can be written.
  case reading
}

/// The connections of an open hunt.
struct OpenFile: Sendable {
  /// Serves reads, and writes where `isWritable`.
  let database: any DatabaseWriter
  /// A connection that only looked at the file: closed last, it folds the log into the file.
  var keeper: DatabaseQueue?
  /// Whether anything can be written.
  let isWritable: Bool
  /// How the file looked where it is read without locks.
  var mark: FileMark?
  /// How to wait for another process.
  let wait: WriteWait

  /// Closes everything after folding the log into the file, so that one file can be copied.
  ///
  /// Where other processes are at work on the hunt, the log stays theirs and this one waits for nobody:
  /// what was written is on the disk in any case.
  func close(_ path: String) throws {
    // Readers go first: only a writer that closes last folds the log in and deletes it.
    (database as? DatabasePool)?.releaseMemory()
    if let keeper {
      try database.close()
      if mark == nil { Self.fold(keeper) }
      try keeper.close()
    } else {
      if isWritable { Self.fold(database) }
      try database.close()
    }
    if let mark, mark != FileMark(path) { throw StoreError.changedWhileRead(path: path) }
  }

  private static func fold(_ database: any DatabaseWriter) {
    // Nothing is lost where this fails, on a full disk or beside another writer: the next command does it.
    try? database.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA busy_timeout = 0")
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }
}

/// How a file looks from outside; another look means that somebody wrote to it.
struct FileMark: Equatable {
  private let number: UInt64
  private let size: Int64
  private let seconds: Int
  private let nanoseconds: Int
  private let hasLog: Bool

  init?(_ path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    number = UInt64(facts.st_ino)
    size = Int64(facts.st_size)
    #if os(Linux)
      (seconds, nanoseconds) = (facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
    #else
      (seconds, nanoseconds) = (facts.st_mtimespec.tv_sec, facts.st_mtimespec.tv_nsec)
    #endif
    hasLog = Self.hasLog(path)
  }

  /// Whether the log beside a file holds anything.
  static func hasLog(_ path: String) -> Bool {
    var facts = stat()
    return stat(path + "-wal", &facts) == 0 && facts.st_size > 0
  }
}

extension Configuration {
  /// What every connection to a hunt has in common.
  static func ofHunt(
    at path: String, _ wait: WriteWait, isReadOnly: Bool = false
  ) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .callback { wait.goesOn(after: $0, path: path) }
    configuration.prepareDatabase { db in
      // The file may come from somebody else: pages are looked at before they are believed. Its schema
      // is compared with the program's own before anything in it is used. `trusted_schema` can't be
      // off: SQLite up to 3.40 at least counts json_valid, which the schema uses, as unsafe.
      _ = cq_be_defensive(db.sqliteConnection)
      for (limit, value) in limits { sqlite3_limit(db.sqliteConnection, limit, value) }
      // 32 MB of pages: the object-id indexes of a large survey are filled in random order.
      try db.execute(
        sql: """
          PRAGMA cell_size_check = ON;
          PRAGMA cache_size = -32768;
          """)
    }
    return configuration
  }

  /// Bounds far above what the program's own statements need.
  private static var limits: [(Int32, Int32)] {
    [
      (SQLITE_LIMIT_EXPR_DEPTH, 200), (SQLITE_LIMIT_COMPOUND_SELECT, 50),
      (SQLITE_LIMIT_TRIGGER_DEPTH, 20), (SQLITE_LIMIT_ATTACHED, 2),
      (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000), (SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
    ]
  }
}
