import Foundation
package import Store
package import Vocabulary

/// Holds the question that a session is at, and renews it as long as the session lives.
package final class LeaseKeeper: @unchecked Sendable {
  // `lock` guards `held` and `isOver`.
  private let lock = NSLock()
  private var held: Question.ID?
  private var isOver = false
  private let store: HuntStore
  private let annotator: String
  private let session = SessionName.new()

  /// How long a question is held for a session that says nothing more.
  private static let seconds = 90.0

  /// A session that holds nothing yet.
  package init(store: HuntStore, annotator: String) {
    self.store = store
    self.annotator = annotator
    Thread.detachNewThread { [weak self] in
      var waited = 0.0
      while let self, !self.lock.withLock({ self.isOver }) {
        Thread.sleep(forTimeInterval: 0.5)
        waited += 0.5
        guard waited > Self.seconds / 3 else { continue }
        waited = 0
        // Where it fails, the next time may not; the store itself refuses what was answered meanwhile.
        if let held = self.lock.withLock({ self.held }) { _ = try? self.take(held) }
      }
    }
  }

  /// Holds a question instead of the one before; whether nobody else holds it.
  package func hold(_ question: Question.ID) throws(StoreError) -> Bool {
    let before = lock.withLock {
      defer { held = question }
      return held
    }
    if let before, before != question { try store.release(session: session) }
    return try take(question)
  }

  /// Gives back what is held.
  package func stop() {
    lock.withLock { isOver = true }
    try? store.release(session: session)
  }

  private func take(_ question: Question.ID) throws(StoreError) -> Bool {
    try store.lease(
      [question], session: session, annotator: annotator, seconds: Self.seconds
    ).contains(question)
  }
}
