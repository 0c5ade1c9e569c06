package import Foundation
package import Store
package import Vocabulary

/// Writes a review down in which questions are asked again.
///
/// Such a question has a number below 0. What was asked to see whether somebody says the same twice
/// goes into a log of its own, and changes no label; all else is an answer beside the earlier ones.
package struct AgainRecorder: ReviewRecords, Sendable {
  private let store: HuntStore
  private let hunt: HuntRecord.ID
  private let annotator: String
  private let questions: [Int64: Question]
  private let earlier: [Int64: AnswerRecord.ID]
  private let base: StoreRecorder
  private let now: @Sendable () -> Date

  /// A recorder of questions that are asked again.
  ///
  /// - Parameters:
  ///   - questions: those that are asked again.
  ///   - earlier: by galaxy, the answers that were given before to what is asked to compare.
  package init(
    store: HuntStore, hunt: HuntRecord.ID, annotator: String, questions: [Question],
    earlier: [Int64: AnswerRecord.ID], now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.store = store
    self.hunt = hunt
    self.annotator = annotator
    self.questions = Dictionary(uniqueKeysWithValues: questions.map { ($0.galaxy, $0) })
    self.earlier = earlier
    self.now = now
    base = StoreRecorder(store: store, hunt: hunt, annotator: annotator, now: now)
  }

  package func record(_ commit: ReviewCommit, dwell: Double?) throws -> ReviewReceipt {
    switch commit {
    case .answer(let question, let chosen):
      if let before = compared(question) {
        return ReviewReceipt(entry: try again(before, chosen.id, dwell))
      }
    case .skip(let question):
      if let before = compared(question) {
        return ReviewReceipt(entry: try again(before, nil, dwell))
      }
    case .answerNew(let question, let wanted):
      if let before = compared(question) {
        return try store.transaction { store in
          let added = try made(wanted, store)
          return ReviewReceipt(entry: try again(before, added.id, dwell, store), added: added)
        }
      }
    case .change(let entry, let question, let chosen):
      if let before = compared(question) {
        return try store.transaction { store in
          try store.retractReask(entry.id, annotator: annotator, now: now())
          return ReviewReceipt(entry: try again(before, chosen.id, dwell, store))
        }
      }
    case .changeNew(let entry, let question, let wanted):
      if let before = compared(question) {
        return try store.transaction { store in
          try store.retractReask(entry.id, annotator: annotator, now: now())
          let added = try made(wanted, store)
          return ReviewReceipt(entry: try again(before, added.id, dwell, store), added: added)
        }
      }
    case .swap(let entry, let other):
      if let question = question(of: entry), let before = compared(question) {
        return try store.transaction { store in
          try store.retractReask(entry.id, annotator: annotator, now: now())
          return ReviewReceipt(
            entries: [try again(before, other.label, other.dwell, store)], questions: [question])
        }
      }
    case .undo(let entries):
      if let entry = entries.first, let question = question(of: entry) {
        if compared(question) != nil {
          let id = try store.retractReask(entry.id, annotator: annotator, now: now())
          return ReviewReceipt(entries: [id], questions: [question])
        }
        let receipt = try base.record(commit, dwell: dwell)
        return ReviewReceipt(entries: receipt.entries, questions: [question])
      }
    case .redo(let entries):
      if let entry = entries.first, let question = question(of: entry) {
        if let before = compared(question) {
          return ReviewReceipt(entry: try again(before, entry.label, dwell))
        }
        // It belongs to no question that is open.
        return try base.record(
          .redo([
            ReviewEntry(
              id: entry.id, galaxy: entry.galaxy, question: nil, label: entry.label,
              dwell: entry.dwell)
          ]), dwell: dwell)
      }
    case .page, .addClass, .removeClass, .flag, .note: break
    }
    return try base.record(commit, dwell: dwell)
  }

  package func question(_ sought: ReviewSought) throws -> Question {
    if case .entry(let entry) = sought, let question = question(of: entry) { return question }
    return try base.question(sought)
  }

  package func directory() throws -> ClassDirectory? { try base.directory() }

  /// The question that is asked again which an entry answers.
  private func question(of entry: ReviewEntry) -> Question? {
    guard let id = entry.question, id < 0 else { return nil }
    return questions[entry.galaxy]
  }

  /// The answer that is compared with the one that is given now.
  private func compared(_ question: Question) -> AnswerRecord.ID? {
    question.id == questions[question.galaxy]?.id ? earlier[question.galaxy] : nil
  }

  private func again(
    _ before: AnswerRecord.ID, _ label: HuntClass.ID?, _ dwell: Double?,
    _ store: HuntStore? = nil
  ) throws(StoreError) -> Int64 {
    try (store ?? self.store).answerAgain(
      before, label: label, annotator: annotator, dwell: dwell, now: now())
  }

  private func made(
    _ wanted: NewClassEntry, _ store: HuntStore
  ) throws(StoreError) -> HuntClass {
    if let there = try store.directory(hunt: hunt).target(of: wanted.name) { return there }
    return try store.addClass(
      wanted.name, interest: wanted.interest, hunt: hunt, keys: ClassKeys.next, now: now())
  }
}
