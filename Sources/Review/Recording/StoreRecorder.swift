package import Foundation
package import Store
package import Vocabulary

/// What a review writes to, and looks galaxies up in.
package protocol ReviewRecords {
  /// Does what the commit says; once this returns, no crash loses it.
  ///
  /// - Parameter dwell: Seconds that the picture was looked at.
  func record(_ commit: ReviewCommit, dwell: Double?) throws -> ReviewReceipt
  /// The question about a galaxy as it is now.
  func question(_ sought: ReviewSought) throws -> Question
  /// The classes as they are now, not counted; nil where nobody else changes them.
  func directory() throws -> ClassDirectory?
}

extension ReviewRecords {
  package func directory() throws -> ClassDirectory? { nil }
}

/// Writes a review's commits to the store, one durable transaction each.
package struct StoreRecorder: ReviewRecords, Sendable {
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

  package func record(
    _ commit: ReviewCommit, dwell: Double?
  ) throws -> ReviewReceipt {
    switch commit {
    case .answer(let question, let chosen):
      let entry = try store.answer(
        galaxy: question.galaxy, class: chosen.id, hunt: hunt, annotator: annotator,
        question: wanted(question), dwell: dwell, now: now())
      return ReviewReceipt(entry: entry, dwell: dwell)
    case .answerNew(let question, let wanted):
      let made = try store.answer(
        galaxy: question.galaxy, newClass: wanted.name, interest: wanted.interest, hunt: hunt,
        annotator: annotator, question: self.wanted(question), dwell: dwell, keys: ClassKeys.next,
        now: now())
      return ReviewReceipt(entry: made.answer, added: made.added, dwell: dwell)
    case .skip(let question):
      let entry = try store.skip(
        galaxy: question.galaxy, hunt: hunt, annotator: annotator, question: wanted(question),
        dwell: dwell, now: now())
      return ReviewReceipt(entry: entry, dwell: dwell)
    case .change(let entry, _, let chosen):
      let made = try store.change(
        entry.id, to: .label(chosen.id), hunt: hunt, annotator: annotator, dwell: dwell,
        now: now())
      return ReviewReceipt(entry: made.answer, dwell: dwell)
    case .changeNew(let entry, _, let wanted):
      let made = try store.change(
        entry.id, to: .newClass(name: wanted.name, interest: wanted.interest), hunt: hunt,
        annotator: annotator, dwell: dwell, keys: ClassKeys.next, now: now())
      return ReviewReceipt(entry: made.answer, added: made.added, dwell: dwell)
    case .swap(let entry, let other):
      // In one transaction, as below: what was changed or taken back is told as it is then.
      return try store.transaction { store in
        let made = try store.change(
          entry.id, to: other.label.map { .label($0) } ?? .skip, hunt: hunt, annotator: annotator,
          dwell: other.dwell, now: now())
        return ReviewReceipt(
          entries: [made.answer], questions: [try store.question(about: entry.galaxy, hunt: hunt)])
      }
    case .undo(let entries):
      return try store.transaction { store in
        let ids = try store.retract(all: entries.map(\.id), annotator: annotator, now: now())
        return ReviewReceipt(
          entries: ids,
          questions: try entries.map { try store.question(about: $0.galaxy, hunt: hunt) })
      }
    case .redo(let entries):
      return ReviewReceipt(
        entries: try store.answer(
          page: entries.map {
            PageAnswer(galaxy: $0.galaxy, question: $0.question, label: $0.label, dwell: $0.dwell)
          }, hunt: hunt, annotator: annotator, now: now()))
    case .page(let answers):
      // Entries that are undone together are known by this: the time that each was looked at.
      let share = (dwell ?? 0) / Double(max(1, answers.count))
      return ReviewReceipt(
        entries: try store.answer(
          page: answers.map {
            PageAnswer(
              galaxy: $0.question.galaxy, question: wanted($0.question), label: $0.chosen.id,
              dwell: share)
          }, hunt: hunt, annotator: annotator, now: now()),
        dwell: share)
    case .addClass(let wanted):
      let added = try store.addClass(
        wanted.name, interest: wanted.interest, hunt: hunt, keys: ClassKeys.next, now: now())
      return ReviewReceipt(entries: [], added: added)
    case .removeClass(let gone):
      try store.removeClass(gone.name, hunt: hunt)
      return ReviewReceipt(entries: [])
    case .flag(let question, let isFlagged):
      return ReviewReceipt(entry: try remark(question, isFlagged ? .flag : .unflag))
    case .note(let question, let text):
      return ReviewReceipt(entry: try remark(question, .note, text))
    }
  }

  package func question(_ sought: ReviewSought) throws(StoreError) -> Question {
    switch sought {
    case .objectID(let id):
      try store.question(about: store.galaxy(objectID: id).id, hunt: hunt)
    case .entry(let entry): try question(entry)
    }
  }

  package func directory() throws -> ClassDirectory? {
    try store.directory(hunt: hunt, isCounted: false)
  }

  private func remark(
    _ question: Question, _ kind: RemarkKind, _ text: String? = nil
  ) throws(StoreError) -> Int64 {
    try store.remark(
      galaxy: question.galaxy, kind: kind, text: text, hunt: hunt, annotator: annotator, now: now())
  }

  private func question(_ entry: ReviewEntry) throws(StoreError) -> Question {
    try store.question(about: entry.galaxy, hunt: hunt)
  }

  /// The question that an answer belongs to; none where others have answered it before and the person
  /// has their say all the same.
  private func wanted(_ question: Question) -> Question.ID? {
    question.isOpen ? question.asked : nil
  }
}
