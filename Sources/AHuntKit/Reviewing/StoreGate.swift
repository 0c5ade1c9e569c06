import Foundation

/// Lets threads in the background read a store until it is to be closed.
final class StoreGate: @unchecked Sendable {
  // All that changes is reached under the condition's lock.
  private let condition = NSCondition()
  private var readers = 0
  private var isClosed = false

  /// Runs `body`, which reads the store.
  ///
  /// - Throws: `CancellationError` where the gate is closed, and what `body` throws.
  func reading<T>(_ body: () throws -> T) throws -> T {
    try condition.withLock {
      if isClosed { throw CancellationError() }
      readers += 1
    }
    defer {
      condition.withLock {
        readers -= 1
        condition.broadcast()
      }
    }
    return try body()
  }

  /// Lets nobody in any more, and waits for those who are still at it.
  func close() {
    condition.withLock {
      isClosed = true
      while readers > 0 { condition.wait() }
    }
  }
}
