package import Vocabulary

/// The way through a batch of questions, without a terminal and without a store.
///
/// Keys go in, effects come out. A commit changes nothing until `committed` or `failed` says how it
/// went, so what the session counts is what is on disk.
///
/// ```swift
/// var session = ReviewSession(questions: questions, classes: classes)
/// session.handle(.character("r"))                        // [.commit(.answer(…, ring))]
/// session.committed(ReviewReceipt(entry: 1))             // [.draw]: the next question
/// ```
package struct ReviewSession: Sendable {
  /// What the keyboard does at the moment.
  package enum Mode: Sendable, Equatable {
    /// Waits for a class or a command.
    case asking
    /// Waits for the name of a new class.
    case naming(text: String)
    /// Shows what every key does.
    case help
    /// Every question is answered; the last can still be taken back.
    case finished
    /// Over.
    case ended(ReviewEnd)
  }

  /// The questions in the order they are asked.
  package let questions: [Question]
  /// How many questions each round has, answered ones included, by its number.
  package let roundSizes: [Int: Int]
  /// The classes in the order of their keys on the screen.
  package private(set) var classes: [HuntClass]
  /// What the keyboard does at the moment.
  package internal(set) var mode: Mode
  /// Index of the question on the screen.
  package private(set) var current: Int
  /// One line for the person about the last key, empty where there is nothing to say.
  package private(set) var message = ""
  /// The commit whose outcome is awaited.
  package private(set) var pending: ReviewCommit?

  /// What was recorded in this session and stands, oldest first: what undo takes back.
  private var recorded: [Entry] = []
  private var undone = 0
  /// Questions that somebody else has answered meanwhile, by their index.
  private var overtaken: [Int: ReviewTally.Overtaken] = [:]

  private struct Entry: Sendable, Equatable {
    let index: Int
    let id: Int64
    let label: HuntClass.ID?
  }

  /// A session over open questions; without any it has ended.
  package init(
    questions: [Question], classes: [HuntClass], roundSizes: [Int: Int] = [:]
  ) {
    self.questions = questions
    self.roundSizes = roundSizes
    self.classes = classes
    current = 0
    mode = questions.isEmpty ? .ended(.completed) : .asking
  }

  /// The question on the screen.
  package var question: Question? {
    questions.indices.contains(current) ? questions[current] : nil
  }

  /// What came of it so far.
  package var tally: ReviewTally {
    var tally = ReviewTally(
      answered: recorded.count { $0.label != nil },
      skipped: recorded.count { $0.label == nil }, undone: undone,
      remaining: questions.count - recorded.count - overtaken.count)
    tally.overtaken = overtaken.sorted { $0.key < $1.key }.map(\.value)
    return tally
  }

  /// How it ended, nil while it goes on.
  package var end: ReviewEnd? {
    if case .ended(let end) = mode { end } else { nil }
  }

  /// Takes a key; while a commit is pending keys are dropped.
  package mutating func handle(_ key: ReviewKey) -> [ReviewEffect] {
    guard pending == nil, end == nil else { return [] }
    switch key {
    case .interrupt: return finish(.interrupted)
    case .endOfInput: return finish(mode == .finished ? .completed : .quit)
    case .redraw: return [.draw]
    default: break
    }
    switch mode {
    case .asking: return handleAsking(key)
    case .naming(let text): return handleNaming(key, text)
    case .help:
      mode = .asking
      return [.draw]
    case .finished:
      if key == .character("u") { return undo() }
      // Keys typed ahead must not close the review before its end was seen.
      return [.enter, .escape, .character("q")].contains(key) ? finish(.completed) : []
    case .ended: return []
    }
  }

  /// The pending commit is on disk.
  package mutating func committed(_ receipt: ReviewReceipt) -> [ReviewEffect] {
    guard let commit = pending else { return [] }
    pending = nil
    switch commit {
    case .answer(let question, let chosen):
      return record(receipt.entry, question, as: chosen)
    case .answerNew(let question, _):
      guard var added = receipt.added else { return record(receipt.entry, question, as: nil) }
      added.answers = 0
      classes.append(added)
      let key = added.key.map { " (\($0))" } ?? ""
      return record(receipt.entry, question, as: added, saying: "new class \(added.name)\(key)")
    case .skip(let question):
      return record(receipt.entry, question, as: nil)
    case .undo(let question, let id):
      return takeBack(id, question)
    }
  }

  /// The pending commit failed: the question stays and the reason is shown.
  package mutating func failed(_ reason: String) -> [ReviewEffect] {
    guard pending != nil else { return [] }
    pending = nil
    message = "not recorded: \(reason)"
    return [.draw]
  }

  /// The pending commit came too late: somebody else has answered, and the next question follows.
  package mutating func overtaken(_ by: ReviewTally.Overtaken) -> [ReviewEffect] {
    guard pending != nil else { return [] }
    pending = nil
    overtaken[current] = by
    message =
      "\(by.objectID) was answered meanwhile by \(by.annotator): \(by.className ?? "skipped")"
    goOn()
    return [.draw]
  }

  private mutating func handleAsking(_ key: ReviewKey) -> [ReviewEffect] {
    guard let question else { return finish(.completed) }
    switch key {
    case .character("q"): return finish(.quit)
    case .character("u"): return undo()
    case .character("s"): return commit(.skip(question))
    case .character("n"):
      mode = .naming(text: "")
      return say("")
    case .character("?"):
      mode = .help
      return say("")
    case .character(let character):
      if let chosen = classes.first(where: { $0.key == character }) {
        return commit(.answer(question, chosen))
      }
      return say("\(character) is no key here; ? shows them all")
    case .paste: return say("pasted text answers nothing; press one key")
    default: return []
    }
  }

  mutating func commit(_ commit: ReviewCommit) -> [ReviewEffect] {
    pending = commit
    message = ""
    return [.commit(commit)]
  }

  private mutating func undo() -> [ReviewEffect] {
    guard let last = recorded.last else { return say("nothing to undo in this session") }
    return commit(.undo(questions[last.index], entry: last.id))
  }

  private mutating func record(
    _ id: Int64, _ question: Question, as chosen: HuntClass?, saying text: String? = nil
  ) -> [ReviewEffect] {
    recorded.append(Entry(index: current, id: id, label: chosen?.id))
    if let chosen { count(chosen.id, 1) }
    message = text ?? "\(question.objectID): \(chosen?.name ?? "skipped")"
    goOn()
    return [.draw]
  }

  /// Goes to the next question that nobody has answered.
  private mutating func goOn() {
    let done = Set(recorded.map(\.index)).union(overtaken.keys)
    let following = Array(questions.indices[current...]) + Array(questions.indices[..<current])
    if let next = following.first(where: { !done.contains($0) }) {
      current = next
    } else {
      mode = .finished
    }
  }

  private mutating func takeBack(_ id: Int64, _ question: Question) -> [ReviewEffect] {
    if let position = recorded.lastIndex(where: { $0.id == id }) {
      let entry = recorded.remove(at: position)
      if let label = entry.label { count(label, -1) }
      current = entry.index
      undone += 1
    }
    mode = .asking
    return say("took back \(question.objectID)")
  }

  private mutating func count(_ label: HuntClass.ID, _ change: Int) {
    guard let index = classes.firstIndex(where: { $0.id == label }) else { return }
    classes[index].answers += change
  }

  mutating func say(_ text: String) -> [ReviewEffect] {
    message = text
    return [.draw]
  }

  mutating func finish(_ end: ReviewEnd) -> [ReviewEffect] {
    mode = .ended(end)
    return [.end]
  }
}
