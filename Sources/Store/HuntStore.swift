import CSQLite
import Foundation
import GRDB

/// One hunt's file: survey, models, questions and answers in a single SQLite database.
///
/// Every method is one transaction: it happens whole or not at all, also through a crash. Several
/// reads that have to agree go into one `snapshot`; what is written because of something that was
/// read goes into a `transaction`, or into `planned` where there is much to read.
///
/// ```swift
/// let store = try HuntStore.create(at: "hunt.sqlite")
/// let catalog = try store.addCatalog(name: "efigi", source: "efigi/", reader: "folder")
/// try store.insert(galaxies, into: catalog.id)
/// let (classes, labels) = try store.snapshot { (try $0.classes(hunt: 1), try $0.currentLabels(hunt: 1)) }
/// ```
package struct HuntStore: Sendable {
  /// Where the file lies; `:memory:` for a store that lives in memory.
  package let path: String
  private let access: Access

  /// How a method reaches the file.
  private enum Access: @unchecked Sendable {
    // A pinned connection never leaves the closure that it was handed to, where it may be used from
    // the calling thread alone; GRDB stops the program otherwise.
    /// Each call is a transaction of its own.
    case open(OpenFile)
    /// All calls are part of one transaction.
    case pinned(Database)
  }

  init(path: String, _ file: OpenFile) {
    self.path = path
    access = .open(file)
  }

  /// A store in a database that is open already.
  init(path: String, writer: any DatabaseWriter) {
    self.init(path: path, OpenFile(database: writer, isWritable: true, wait: WriteWait(limit: 0)))
  }

  private init(path: String, pinned db: Database) {
    self.path = path
    access = .pinned(db)
  }

  /// The open database; there is none of its own where the store is part of a transaction.
  var database: (any DatabaseWriter)? {
    guard case .open(let file) = access else { return nil }
    return file.database
  }

  /// Whether anything can be written; not where the file lies where nothing can be, or was opened for
  /// reading.
  package var isWritable: Bool {
    switch access {
    case .open(let file): file.isWritable
    case .pinned(let db): !db.configuration.readonly
    }
  }

  /// Runs `body` on a consistent snapshot.
  func read<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    do {
      switch access {
      case .open(let file): return try file.database.read(body)
      case .pinned(let db): return try body(db)
      }
    } catch {
      throw failure(error)
    }
  }

  /// Runs `body` in a transaction that is durable once this returns.
  ///
  /// - Parameter references: rows of other tables that what is written is about; the error names the
  ///   one that is gone.
  @discardableResult
  func write<T>(
    about references: [Reference] = [], _ body: (Database) throws -> T
  ) throws(StoreError) -> T {
    do {
      switch access {
      case .open(let file): return try file.database.write(body)
      case .pinned(let db):
        // What is caught on the way out of here leaves nothing half written.
        var result: T?
        try db.inSavepoint {
          result = try body(db)
          return .commit
        }
        return result!
      }
    } catch {
      let failure = failure(error)
      if case .removedMeanwhile = failure, let gone = references.first(where: { !isThere($0) }) {
        throw .removedMeanwhile(what: "\(gone.table) \(gone.id)")
      }
      throw failure
    }
  }

  /// A row that others are about.
  struct Reference {
    let table: String
    let id: Int64
  }

  private func isThere(_ reference: Reference) -> Bool {
    let isThere = try? read { db in
      try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM \(reference.table) WHERE id = ?)",
        arguments: [reference.id])
    }
    return isThere ?? true
  }

  /// Everything that `body` reads through the store it is handed is of one moment, whatever others
  /// write meanwhile. It must not write, and must use that store from its own thread alone.
  package func snapshot<T>(_ body: (HuntStore) throws -> T) throws -> T {
    guard case .open(let file) = access else { return try body(self) }
    var own: (any Error)?
    do {
      return try file.database.read { db in
        do { return try body(HuntStore(path: path, pinned: db)) } catch {
          own = error
          throw error
        }
      }
    } catch {
      throw own ?? failure(error)
    }
  }

  /// All that `body` reads and writes through the store it is handed is one transaction: others
  /// write before it or after it, and an error undoes all of it.
  package func transaction<T>(_ body: (HuntStore) throws -> T) throws -> T {
    guard case .open(let file) = access else { return try body(self) }
    var own: (any Error)?
    do {
      return try file.database.write { db in
        do { return try body(HuntStore(path: path, pinned: db)) } catch {
          own = error
          throw error
        }
      }
    } catch {
      throw own ?? failure(error)
    }
  }

  /// Plans something on a snapshot and carries it out in a transaction that sees the very same.
  ///
  /// Planning may take seconds, in which others can go on writing. Where one of them did, it is
  /// planned anew inside the transaction, so what is carried out always follows from what holds.
  package func planned<Plan, T>(
    _ plan: (HuntStore) throws -> Plan, carryOut: (HuntStore, Plan) throws -> T
  ) throws -> T {
    guard case .open(let file) = access else { return try carryOut(self, plan(self)) }
    let before = try version(file.database)
    let first = try snapshot(plan)
    return try transaction { store in
      let isStill = try store.read(Self.version) == before
      return try carryOut(store, isStill ? first : plan(store))
    }
  }

  /// Closes the file after folding the write-ahead log into it, so that one file can be copied.
  package func close() throws(StoreError) {
    guard case .open(let file) = access else { return }
    do {
      try file.close(path)
    } catch {
      throw failure(error)
    }
  }

  /// What changes whenever anybody writes: another process, or this one.
  private static func version(_ db: Database) throws -> [Int] {
    [try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0, db.totalChangesCount]
  }

  private func version(_ writer: any DatabaseWriter) throws(StoreError) -> [Int] {
    do {
      return try writer.writeWithoutTransaction(Self.version)
    } catch {
      throw failure(error)
    }
  }

  /// What an error means for the file, with what the system said behind it.
  func failure(_ error: any Error) -> StoreError {
    let code = (error as? DatabaseError)?.resultCode
    let isOfSystem = code == .SQLITE_IOERR || code == .SQLITE_CANTOPEN
    func number(_ db: Database) -> Int32 { sqlite3_system_errno(db.sqliteConnection) }
    switch access {
    case .open(let file):
      let system = isOfSystem ? file.database.writeWithoutTransaction(number) : 0
      return Self.failure(error, path, file.wait, system: system)
    case .pinned(let db):
      return StoreError(error, path: path, system: isOfSystem ? number(db) : 0)
    }
  }

  /// What an error means for the file at a path.
  static func failure(
    _ error: any Error, _ path: String, _ wait: WriteWait, system: Int32 = 0
  ) -> StoreError {
    let failure = StoreError(error, path: path, system: system)
    if case .busy = failure, wait.isCancelled() { return .interruptedWaiting(path: path) }
    return failure
  }
}
