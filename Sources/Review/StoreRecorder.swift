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

  /// Answers from a file: every line is checked against the questions, then all are recorded.
  package func record(
    _ file: AnswerFile, round: Int? = nil
  ) throws -> ReviewTally {
    let all = try store.questions(hunt: hunt, round: round)
    let open = all.filter(\.isOpen)
    let plan = try file.plan(
      for: open, alreadyAnswered: Set(all.filter { !$0.isOpen }.map(\.objectID)))
    var known = try store.directory(hunt: hunt)
    let interest = try store.interestOfNamedClasses(hunt: hunt)
    var tally = ReviewTally(remaining: open.count)
    tally.answeredBefore = file.lines.count - plan.count
    for (question, className) in plan {
      let commit: ReviewCommit
      if let className {
        if let stored = known.target(of: className) {
          commit = .answer(question, stored)
        } else {
          commit = .answerNew(
            question,
            try NewClassEntry(
              name: className,
              interest: ClassName.usualInterest(className, otherwise: interest)))
        }
      } else {
        commit = .skip(question)
      }
      do throws(StoreError) {
        if let added = try record(commit, dwell: nil).added {
          known.add(added)
          tally.named.append(added)
        }
      } catch {
        guard case .answeredMeanwhile(let objectID, let name, let annotator) = error else {
          throw ReviewError.notRecorded(
            objectID: question.objectID, recorded: tally.answered + tally.skipped, reason: error)
        }
        tally.overtaken.append(
          .init(objectID: objectID, className: name, annotator: annotator))
        tally.remaining -= 1
        continue
      }
      if className == nil { tally.skipped += 1 } else { tally.answered += 1 }
      tally.remaining -= 1
    }
    return tally
  }
}
