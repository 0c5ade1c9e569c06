import CSQLite
import Foundation
import GRDB

extension HuntStore {
  /// Whether a file lies where a hunt would be.
  package static func exists(at path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// Makes the file and its folder, or opens and migrates the hunt that is there.
  ///
  /// `wait` says how to wait for another process that writes.
  package static func create(
    at path: String, wait: WriteWait = WriteWait()
  ) throws(StoreError) -> HuntStore {
    if exists(at: path), !isEmpty(path) { return try open(at: path, wait: wait) }
    try ProcessLimits.check()
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .notWritable(path: folder.path)
    }
    // A file that a failure leaves behind is empty or half made; the next attempt takes it over.
    // Removing it could remove what another process has just made there.
    return try pool(at: path, wait)
  }

  /// Opens a hunt, migrating it when an older version wrote it.
  ///
  /// For reading, it is opened without a lock where the folder can't be written and the file is whole
  /// without its log: on a medium that is read-only, on a full disk, as somebody else's file.
  package static func open(
    at path: String, for purpose: StorePurpose = .writing, wait: WriteWait = WriteWait()
  ) throws(StoreError) -> HuntStore {
    try inspect(path)
    let look = try look(at: path, wait)
    do {
      switch purpose {
      case .reading where look.isCurrent:
        let pool = try DatabasePool(
          path: look.keeper.path, configuration: .ofHunt(at: path, wait, isReadOnly: true))
        return HuntStore(
          path: path,
          OpenFile(
            database: pool, keeper: look.keeper, isWritable: false, mark: look.mark, wait: wait))
      case .reading, .writing:
        if let refusal = look.refusal {
          throw look.isCurrent ? refusal : StoreError.olderSchema(path: path)
        }
        let store = try pool(at: path, wait)
        // The pool is open by now, so that closing this one folds nothing in.
        try look.keeper.close()
        return store
      }
    } catch {
      throw failure(error, path, wait)
    }
  }

  /// Opens a hunt that can't be changed through this value; for reports and status.
  package static func openReadOnly(
    at path: String, wait: WriteWait = WriteWait()
  ) throws(StoreError) -> HuntStore {
    try open(at: path, for: .reading, wait: wait)
  }

  /// A store that vanishes with the process; for tests and dry runs.
  package static func inMemory() throws(StoreError) -> HuntStore {
    let path = ":memory:"
    do {
      let wait = WriteWait(limit: 0)
      let queue = try DatabaseQueue(configuration: .ofHunt(at: path, wait))
      try prepare(queue)
      return HuntStore(path: path, OpenFile(database: queue, isWritable: true, wait: wait))
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func pool(at path: String, _ wait: WriteWait) throws(StoreError) -> HuntStore {
    errno = 0
    do {
      let pool = try DatabasePool(path: path, configuration: .ofHunt(at: path, wait))
      // In WAL mode GRDB chooses NORMAL, which may lose the last commits in a power cut.
      try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
      try prepare(pool)
      return HuntStore(path: path, OpenFile(database: pool, isWritable: true, wait: wait))
    } catch {
      throw failure(error, path, wait, system: systemError(nil))
    }
  }

  private static func prepare(_ writer: some DatabaseWriter) throws {
    let migrator = Schema.migrator
    let pending = try writer.read { db in try !migrator.hasCompletedMigrations(db) }
    guard pending else { return }
    try writer.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
    }
    // Each step is one transaction. Where another process does the same steps, one of the two comes
    // second and fails; it goes on from what the other has done.
    while true {
      let done = try writer.read(migrator.appliedIdentifiers)
      do {
        return try migrator.migrate(writer)
      } catch {
        guard try writer.read(migrator.appliedIdentifiers) != done else { throw error }
      }
    }
  }

  /// Looks at the file itself, before SQLite does.
  private static func inspect(_ path: String) throws(StoreError) {
    try ProcessLimits.check()
    var facts = stat()
    guard stat(path, &facts) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .notAWorkspace(path: path)
        : .notReadable(path: path, reason: String(cString: strerror(errno)))
    }
    // Opening a pipe would wait for somebody to write into it.
    guard facts.st_mode & S_IFMT == S_IFREG else { throw .notADatabase(path: path) }
    let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw .notReadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { Foundation.close(file) }
    var start = [UInt8](repeating: 0, count: 16)
    let count = Foundation.read(file, &start, start.count)
    guard count >= 0 else {
      throw .notReadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard count > 0 else { throw .notAWorkspace(path: path) }
    guard start == Array("SQLite format 3\0".utf8) else { throw .notADatabase(path: path) }
  }

  /// What is known of a file after a look that changed not a byte of it.
  private struct Look {
    /// The connection that looked.
    let keeper: DatabaseQueue
    /// Whether the schema is that of this version.
    let isCurrent: Bool
    /// Why it can't be written; nil where it can.
    var refusal: StoreError?
    /// How the file looks where it is read without locks.
    var mark: FileMark?
  }

  /// Looks at the file with a connection for writing if possible, else for reading, else without locks.
  private static func look(at path: String, _ wait: WriteWait) throws(StoreError) -> Look {
    // Before SQLite runs: afterwards it takes no such setting.
    _ = allowsURIs
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if access(path, W_OK) != 0 || access(folder, W_OK) != 0, !exists(at: path + "-wal"),
      !exists(at: path + "-journal")
    {
      // With locks, a reader could leave a log behind that the owner can't write to.
      return try unlockedLook(at: path, wait, because: .notWritable(path: path))
    }
    var keeper: DatabaseQueue?
    errno = 0
    do {
      let opened = try DatabaseQueue(path: path, configuration: .ofHunt(at: path, wait))
      keeper = opened
      let isCurrent = try opened.read { try hasCurrentSchema($0, path) }
      // SQLite opens a file that it may not write for reading.
      let isReadOnly = opened.inDatabase {
        sqlite3_db_readonly($0.sqliteConnection, "main") != 0
      }
      return Look(
        keeper: opened, isCurrent: isCurrent,
        refusal: isReadOnly ? .notWritable(path: path) : nil)
    } catch {
      let number = Self.systemError(keeper)
      let failure = failure(error, path, wait, system: number)
      // A journal of the old kind is what another program may have left; without locks it is not read.
      guard let code = (error as? DatabaseError)?.resultCode, ![EMFILE, ENFILE].contains(number),
        !exists(at: path + "-journal"),
        [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_FULL].contains(code)
      else { throw failure }
      guard !FileMark.hasLog(path) else {
        throw code == .SQLITE_CANTOPEN || code == .SQLITE_READONLY
          ? .logNotReadable(path: path) : failure
      }
      return try unlockedLook(at: path, wait, because: failure)
    }
  }

  /// The system's error behind the last one of a connection; where there is none, the thread's own, if
  /// it is one that SQLite does not tell from others.
  private static func systemError(_ connection: DatabaseQueue?) -> Int32 {
    let number = errno
    if let connection {
      return connection.inDatabase { sqlite3_system_errno($0.sqliteConnection) }
    }
    return [EMFILE, ENFILE, ENAMETOOLONG, EFBIG, EDQUOT].contains(number) ? number : 0
  }

  /// Looks at a file whose log holds nothing, without locks.
  private static func unlockedLook(
    at path: String, _ wait: WriteWait, because refusal: StoreError
  ) throws(StoreError) -> Look {
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: ";?#%"))
    guard let plain = path.addingPercentEncoding(withAllowedCharacters: allowed) else {
      throw refusal
    }
    let mark = FileMark(path)
    do {
      let keeper = try DatabaseQueue(
        path: "file:" + plain + "?immutable=1",
        configuration: .ofHunt(at: path, wait, isReadOnly: true))
      return Look(
        keeper: keeper, isCurrent: try keeper.read { try hasCurrentSchema($0, path) },
        refusal: refusal, mark: mark)
    } catch {
      throw failure(error, path, wait)
    }
  }

  /// Without them `immutable` can't be said; SQLite refuses this once it runs, where it is allowed
  /// already or won't be.
  private static let allowsURIs = cq_allow_uris()

  /// Whether the schema of a hunt is that of this version, in a transaction, for another process may
  /// be about to change it.
  ///
  /// - Throws: `StoreError.notAHunt`, `.newerSchema`, `.strangeSchema`.
  private static func hasCurrentSchema(_ db: Database, _ path: String) throws -> Bool {
    let identifier = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard identifier == Schema.applicationID else {
      // A creation killed at its first step leaves a database without a table: no one's yet.
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      if identifier == 0, tables == 0 { return false }
      throw StoreError.notAHunt(path: path)
    }
    let migrator = Schema.migrator
    if try migrator.hasBeenSuperseded(db) { throw StoreError.newerSchema(path: path) }
    let applied = try migrator.appliedIdentifiers(db)
    if let (object, fault) = try SchemaCheck.fault(
      in: db, applied: applied, allowsAdditions: true), !applied.isEmpty
    {
      throw StoreError.strangeSchema(path: path, object: object, fault)
    }
    return applied.count == Schema.migrations.count
  }

  /// Whether a file ends before its first byte; one that can't be read is none, and opening it says why.
  ///
  /// The size alone does not tell: some of the system's own files claim none.
  private static func isEmpty(_ path: String) -> Bool {
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size == 0 else {
      return false
    }
    let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { Foundation.close(file) }
    var byte: UInt8 = 0
    return Foundation.read(file, &byte, 1) == 0
  }
}
