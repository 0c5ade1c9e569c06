import Foundation
import GRDB

/// One hunt's file: survey, models, questions and answers in a single SQLite database.
///
/// Every method is one transaction: it happens whole or not at all, also through a crash.
///
/// ```swift
/// let store = try HuntStore.create(at: "hunt.sqlite")
/// let catalog = try store.addCatalog(name: "efigi", source: "efigi/", reader: "folder")
/// try store.insert(galaxies, into: catalog.id)
/// ```
package struct HuntStore: Sendable {
  /// Where the file lies; `:memory:` for a store that lives in memory.
  package let path: String
  let writer: any DatabaseWriter

  init(path: String, writer: any DatabaseWriter) {
    self.path = path
    self.writer = writer
  }

  /// Runs `body` on a consistent snapshot.
  func read<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    do { return try writer.read(body) } catch { throw StoreError(error, path: path) }
  }

  /// Runs `body` in a transaction that is durable once this returns.
  @discardableResult
  func write<T>(_ body: (Database) throws -> T) throws(StoreError) -> T {
    do { return try writer.write(body) } catch { throw StoreError(error, path: path) }
  }

  /// Closes the file after folding the write-ahead log into it, so that one file can be copied.
  package func close() throws(StoreError) {
    do {
      // Readers go first: only a writer that closes last folds the log in and deletes it.
      (writer as? DatabasePool)?.releaseMemory()
      try writer.close()
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
