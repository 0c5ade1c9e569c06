import Foundation
import GRDB

extension HuntStore {
  /// Whether a file lies where a hunt would be.
  package static func exists(at path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// Makes the file and its folder, or opens and migrates the hunt that is there.
  ///
  /// `busyTimeout` is how many seconds to wait for another process that writes.
  package static func create(
    at path: String, busyTimeout: Double = 10
  ) throws(StoreError) -> HuntStore {
    if exists(at: path), !isEmpty(path) { return try open(at: path, busyTimeout: busyTimeout) }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .notWritable(path: folder.path)
    }
    // A file that a failure leaves behind is empty or half made; the next attempt takes it over.
    // Removing it could remove what another process has just made there.
    return try pool(at: path, busyTimeout: busyTimeout)
  }

  /// Opens a hunt for reading and writing, migrating it when an older version wrote it.
  package static func open(
    at path: String, busyTimeout: Double = 10
  ) throws(StoreError) -> HuntStore {
    try inspect(path, busyTimeout: busyTimeout)
    return try pool(at: path, busyTimeout: busyTimeout)
  }

  /// Opens a hunt that can't be changed through this value; for reports and status.
  package static func openReadOnly(
    at path: String, busyTimeout: Double = 10
  ) throws(StoreError) -> HuntStore {
    let upToDate = try inspect(path, busyTimeout: busyTimeout)
    guard upToDate else { throw .olderSchema(path: path) }
    var configuration = Self.configuration(busyTimeout: busyTimeout)
    configuration.readonly = true
    do {
      return HuntStore(
        path: path, writer: try DatabaseQueue(path: path, configuration: configuration))
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// A store that vanishes with the process; for tests and dry runs.
  package static func inMemory() throws(StoreError) -> HuntStore {
    do {
      let queue = try DatabaseQueue(configuration: configuration(busyTimeout: 0))
      try prepare(queue)
      return HuntStore(path: ":memory:", writer: queue)
    } catch {
      throw StoreError(error, path: ":memory:")
    }
  }

  private static func configuration(busyTimeout: Double) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(busyTimeout)
    configuration.prepareDatabase { db in
      // 32 MB of pages: the object-id indexes of a large survey are filled in random order.
      try db.execute(sql: "PRAGMA cache_size = -32768")
    }
    return configuration
  }

  private static func pool(at path: String, busyTimeout: Double) throws(StoreError) -> HuntStore {
    do {
      let pool = try DatabasePool(
        path: path, configuration: configuration(busyTimeout: busyTimeout))
      // In WAL mode GRDB chooses NORMAL, which may lose the last commits in a power cut.
      try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
      try prepare(pool)
      return HuntStore(path: path, writer: pool)
    } catch {
      throw StoreError(error, path: path)
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

  /// Looks at the file without changing a byte of it; true when its schema is current.
  @discardableResult
  private static func inspect(_ path: String, busyTimeout: Double) throws(StoreError) -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw exists(at: path) ? .notWritable(path: path) : .notAWorkspace(path: path)
    }
    // Nothing was written, so closing can lose nothing.
    defer { try? handle.close() }
    guard !isFolder(path) else { throw .notADatabase(path: path) }
    let start: Data
    do {
      // At the end of the file there is nothing to give, which an empty file begins with.
      start = try handle.read(upToCount: 16) ?? Data()
    } catch {
      throw .database(path: path, detail: error.localizedDescription)
    }
    guard !start.isEmpty else { throw .notAWorkspace(path: path) }
    guard start == Data("SQLite format 3\0".utf8) else { throw .notADatabase(path: path) }
    do {
      var configuration = Self.configuration(busyTimeout: busyTimeout)
      configuration.readonly = true
      return try DatabaseQueue(path: path, configuration: configuration).read { db in
        let identifier = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard identifier == Schema.applicationID else {
          // A creation killed at its first step leaves a database without a table: no one's yet.
          let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
          if identifier == 0, tables == 0 { return false }
          throw StoreError.notAHunt(path: path)
        }
        let migrator = Schema.migrator
        if try migrator.hasBeenSuperseded(db) { throw StoreError.newerSchema(path: path) }
        return try migrator.hasCompletedMigrations(db)
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// False too where the system does not tell: opening the file then says why.
  private static func isEmpty(_ path: String) -> Bool {
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size]
    return (size as? NSNumber)?.intValue == 0
  }
}
