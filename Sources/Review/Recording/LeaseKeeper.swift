import Foundation
package import Store
import Threads
package import Vocabulary

/// Holds the question that a session is at, and renews it as long as the session lives.
package final class LeaseKeeper: @unchecked Sendable {
  // `lock` guards `held` and `isOver`, and is held while a lease is renewed: what is given back is not
  // taken again at the same moment.
  private let lock = NSLock()
  private var held: Question.ID?
  private var isOver = false
  private let leases: any ReviewLeases & Sendable

  /// A session that holds nothing yet.
  package init(_ leases: any ReviewLeases & Sendable) {
    self.leases = leases
    let renewal = leases.renewal
    BackgroundThread.start { [weak self] in
      var waited = 0.0
      while let self, !self.lock.withLock({ self.isOver }) {
        Thread.sleep(forTimeInterval: 0.5)
        waited += 0.5
        guard waited > renewal else { continue }
        waited = 0
        self.renew()
      }
    }
  }

  /// Holds a question instead of the one before.
  package func hold(_ question: Question.ID) throws -> LeaseOutcome {
    let before = lock.withLock {
      defer { held = nil }
      return held
    }
    if let before, before != question { try leases.release() }
    let outcome = try leases.lease([question])
    if outcome.got.contains(question) { lock.withLock { held = question } }
    return outcome
  }

  /// Gives back what is held.
  package func stop() {
    lock.withLock {
      isOver = true
      held = nil
    }
    try? leases.release()
  }

  private func renew() {
    lock.withLock {
      // Where it fails, the next time may not; the store itself refuses what was answered meanwhile.
      if let held { _ = try? leases.lease([held]) }
    }
  }
}
