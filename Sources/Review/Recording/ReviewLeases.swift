package import Foundation
package import Store
package import Vocabulary

/// Keeps the questions that one session is at from the others.
package protocol ReviewLeases {
  /// Holds questions for this session, or holds them longer.
  func lease(_ questions: [Question.ID]) throws -> LeaseOutcome
  /// Gives all back.
  func release() throws
  /// Seconds after which what is held has to be held anew.
  var renewal: Double { get }
}

/// Leases that the hunt's file keeps, so that they hold between programs.
package struct StoreLeases: ReviewLeases, Sendable {
  private let store: HuntStore
  private let annotator: String
  private let session = SessionName.new()
  private let now: @Sendable () -> Date

  /// The leases of one session.
  package init(
    store: HuntStore, annotator: String, now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.store = store
    self.annotator = annotator
    self.now = now
  }

  /// A third of the time that a lease lasts.
  package var renewal: Double { 30 }

  package func lease(_ questions: [Question.ID]) throws -> LeaseOutcome {
    try store.lease(questions, session: session, annotator: annotator, now: now())
  }

  package func release() throws { try store.release(session: session) }
}
