package import Foundation
package import Store

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
    case .answer(let question, let name):
      let entry = try store.answer(
        galaxy: question.galaxy, className: name, hunt: hunt, annotator: annotator,
        question: question.id, dwell: dwell, now: now())
      return ReviewReceipt(entry: entry)
    case .answerNew(let question, let name, let interest):
      let made = try store.answer(
        galaxy: question.galaxy, newClass: name, interest: interest, hunt: hunt,
        annotator: annotator, question: question.id, dwell: dwell, keys: ClassKeys.next,
        now: now())
      return ReviewReceipt(entry: made.answer, added: ReviewClass(made.added))
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
      for: open.map(ReviewQuestion.init),
      alreadyAnswered: Set(all.filter { !$0.isOpen }.map(\.galaxy.objectID)))
    var known = KnownClasses(
      try store.classes(hunt: hunt).map(\.name), aliases: try store.mergedNames(hunt: hunt))
    let interest = try store.interestOfNamedClasses(hunt: hunt)
    var tally = ReviewTally(remaining: open.count)
    for (question, className) in plan {
      let commit: ReviewCommit
      if let className {
        if let stored = known[className] {
          commit = .answer(question, className: stored)
        } else {
          let own = ClassName.usualInterest(className, otherwise: interest)
          commit = .answerNew(question, className: className, interest: own)
          known.insert(className)
          tally.named.append(NamedClass(name: className, interest: own))
        }
      } else {
        commit = .skip(question)
      }
      do throws(StoreError) {
        _ = try record(commit, dwell: nil)
      } catch {
        throw ReviewError.notRecorded(
          objectID: question.objectID, recorded: tally.answered + tally.skipped, reason: error)
      }
      if className == nil { tally.skipped += 1 } else { tally.answered += 1 }
      tally.remaining -= 1
    }
    return tally
  }
}

/// Names of classes, found without regard to case in any script.
///
/// The store disregards the case of ASCII letters only, so it is given the name as it has it.
private struct KnownClasses {
  private var stored: [String: String] = [:]

  /// - Parameter aliases: the class that a name was merged into.
  init(_ names: [String], aliases: [String: String]) {
    for name in names { insert(name) }
    // Two names may differ in nothing but an accented letter's case: each is itself first.
    for name in names { stored[name] = name }
    for (name, target) in aliases {
      for spelling in [name, name.lowercased()] where stored[spelling] == nil {
        stored[spelling] = target
      }
    }
  }

  subscript(name: String) -> String? { stored[name] ?? stored[name.lowercased()] }

  mutating func insert(_ name: String) {
    let folded = name.lowercased()
    if stored[folded] == nil { stored[folded] = name }
  }
}
