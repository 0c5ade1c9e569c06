import Foundation
import GRDB
import Threads

/// What a copy of a hunt holds; it was counted in the hunt and in the copy.
package struct HuntCopy: Sendable, Equatable {
  /// Galaxies in all catalogs.
  package let galaxies: Int
  /// Entries of the answer logs of all hunts in the file.
  package let answers: Int
  /// Trained models.
  package let models: Int
}

extension HuntStore {
  /// Pages that are copied between two looks at whether to go on: 8 MB.
  private static let pagesAStep: Int32 = 2_048

  /// Copies the hunt as it is at this moment into a new file, while others may go on writing.
  ///
  /// The copy is looked through page by page and synced to the disk before this returns; it needs no
  /// other file. What was begun is removed where it can't be finished.
  ///
  /// - Parameters:
  ///   - path: where nothing lies yet.
  ///   - progress: told the pages copied so far, of how many.
  ///   - isCancelled: whether to stop; polled from another thread too.
  /// - Throws: `StoreError.damagedCopy` where the copy isn't sound, which means that the hunt isn't;
  ///   whatever `progress` throws.
  /// - Returns: What the copy holds; nil where it was cancelled.
  package func copy(
    to path: String, progress: @escaping (_ done: Int, _ total: Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(StoreError) -> HuntCopy? {
    guard let database else { preconditionFailure("a copy is no part of a transaction") }
    var isDone = false
    defer { if !isDone { Self.removeFiles(of: path) } }
    do {
      let expected = try Self.pages(of: database, to: path, progress, isCancelled)
      guard let expected else { return nil }
      guard let found = try Self.verified(path, isCancelled) else { return nil }
      guard found == expected else {
        throw StoreError.damagedCopy(
          path: path, detail: "\(found.answers) of \(expected.answers) answers are in it")
      }
      try Self.sync(path)
      isDone = true
      return found
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      // The hunt's own pages can't be read.
      throw failure(error)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Copies every page; nil where it was cancelled.
  private static func pages(
    of database: any DatabaseReader, to path: String, _ progress: @escaping (Int, Int) -> Void,
    _ isCancelled: @escaping () -> Bool
  ) throws -> HuntCopy? {
    struct Cancelled: Error {}
    let target = try DatabaseQueue(path: path)
    defer { try? target.close() }
    do {
      return try database.read { source in
        // From the first row read on, this connection sees the hunt as it is now.
        let counts = try counts(source)
        try target.writeWithoutTransaction { copy in
          try source.backup(to: copy, pagesPerStep: pagesAStep) { step in
            progress(step.completedPageCount, step.totalPageCount)
            if isCancelled() { throw Cancelled() }
          }
        }
        return counts
      }
    } catch is Cancelled {
      return nil
    }
  }

  /// Reads every page of a copy, and counts what is in it; nil where it was cancelled.
  private static func verified(
    _ path: String, _ isCancelled: @escaping @Sendable () -> Bool
  ) throws -> HuntCopy? {
    let copy = try DatabaseQueue(
      path: path, configuration: .ofHunt(at: path, WriteWait(limit: 1)))
    let watch = Watch(isCancelled) { copy.interrupt() }
    defer { watch.end() }
    let found = try copy.writeWithoutTransaction { db -> HuntCopy? in
      let faults = try String.fetchAll(db, sql: "PRAGMA quick_check(1)")
      if isCancelled() { return nil }
      guard faults == ["ok"] else {
        throw StoreError.damagedCopy(path: path, detail: faults.joined(separator: "; "))
      }
      return try counts(db)
    }
    // The last connection to close takes the log and its index with it.
    try copy.close()
    return found
  }

  private static func counts(_ db: Database) throws -> HuntCopy {
    func count(_ table: String) throws -> Int {
      try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
    }
    return HuntCopy(
      galaxies: try count("galaxy"), answers: try count("answer"), models: try count("model"))
  }

  private static func sync(_ path: String) throws {
    let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    defer { if file >= 0 { Foundation.close(file) } }
    guard file >= 0, fsync(file) == 0 else {
      throw StoreError.database(path: path, detail: String(cString: strerror(errno)))
    }
  }

  private static func removeFiles(of path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
  }
}

/// Asks from a thread of its own whether to stop something that can't ask by itself.
private final class Watch: @unchecked Sendable {
  // `lock` guards `isOver`.
  private let lock = NSLock()
  private var isOver = false

  init(_ isCancelled: @escaping @Sendable () -> Bool, _ stop: @escaping @Sendable () -> Void) {
    BackgroundThread.start { [self] in
      while !lock.withLock({ isOver }) {
        if isCancelled() { stop() }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
  }

  func end() { lock.withLock { isOver = true } }
}
