package import Foundation
package import Store
import Vocabulary

/// Writes a review's commits to the store, one durable transaction each.
package struct StoreRecorder: Sendable {
  private let store: HuntStore
  private let hunt: HuntRecord.ID
  private let annotator: String
  private let now: @Sendable () -> Date

  /// Records under the name of `annotator`; `now` is the clock.
  package init(
    store: HuntStore, hunt: HuntRecord.ID, annotator: String,
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.store = store
    self.hunt = hunt
    self.annotator = annotator
    self.now = now
  }

  /// Does what the commit says; once this returns, no crash loses it.
  package func record(
    _ commit: ReviewCommit, dwell: Double?
  ) throws(StoreError) -> ReviewReceipt {
    switch commit {
    case .answer(let question, let chosen):
      let entry = try store.answer(
        galaxy: question.galaxy, class: chosen.id, hunt: hunt, annotator: annotator,
        question: question.id, dwell: dwell, now: now())
      return ReviewReceipt(entry: entry)
    case .answerNew(let question, let wanted):
      let made = try store.answer(
        galaxy: question.galaxy, newClass: wanted.name, interest: wanted.interest, hunt: hunt,
        annotator: annotator, question: question.id, dwell: dwell, keys: ClassKeys.next,
        now: now())
      return ReviewReceipt(entry: made.answer, added: made.added)
    case .skip(let question):
      let entry = try store.skip(
        galaxy: question.galaxy, hunt: hunt, annotator: annotator, question: question.id,
        dwell: dwell, now: now())
      return ReviewReceipt(entry: entry)
    case .undo(_, let entry):
      return ReviewReceipt(entry: try store.retract(entry, annotator: annotator, now: now()))
    }
  }
}
