package import Foundation
package import Store
package import Vocabulary

/// Asks one question at a time in lines of text, and takes answers as lines: for screen readers, and
/// where there is no terminal.
///
/// Every line that answers is on disk before the next question is asked.
package struct PlainReview {
  private let store: HuntStore
  private let hunt: HuntRecord.ID
  private let annotator: String
  private let now: @Sendable () -> Date
  private let leases: LeaseKeeper
  private let guide: (any ReviewGuide)?
  /// What writes answers down where questions are asked again.
  private let again: AgainRecorder?
  /// What was said to such questions in this session, the latest last.
  private var saidAgain: [(entry: ReviewEntry, question: Question)] = []
  private var classes: ClassDirectory
  /// What is still to be asked, the next first.
  private var ahead: [Question]
  /// What was skipped in this session, to be asked once more at the end.
  private var skipped: [Question] = []
  /// What somebody else was at when its turn came.
  private var elsewhere: [Question] = []
  private var triesElsewhere = true
  /// Whether what was skipped is asked once more.
  private var isSecondTime = false
  private var isAtEnd = false
  private var tally = ReviewTally()
  private var hasToldClasses = false
  /// A new name that is nearly a known one, which the person was told.
  private var doubted: String?

  /// Seconds that the head gets to learn the last answer before the next question is told.
  private static let patience = 2.0

  /// A review of questions that are open.
  ///
  /// - Parameters:
  ///   - guide: What the head makes of the answers; nil where what it said when the questions were chosen
  ///     will do.
  ///   - again: What writes answers down where some of the questions are asked again.
  package init(
    store: HuntStore, hunt: HuntRecord.ID, annotator: String, questions: [Question],
    guide: (any ReviewGuide)? = nil, again: AgainRecorder? = nil,
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws(StoreError) {
    self.store = store
    self.hunt = hunt
    self.annotator = annotator
    self.now = now
    self.guide = guide
    self.again = again
    leases = LeaseKeeper(StoreLeases(store: store, annotator: annotator, now: now))
    classes = try store.directory(hunt: hunt)
    ahead = questions
    tally.remaining = questions.count
  }

  /// Asks until nothing is left, the person leaves, or the input ends.
  ///
  /// - Parameters:
  ///   - read: gives the next line, nil at the end.
  ///   - write: tells a line, which may hold line breaks.
  package mutating func run(
    read: () throws -> String?, write: (String) throws -> Void
  ) throws -> ReviewTally {
    defer {
      guide?.close()
      leases.stop()
    }
    while !isAtEnd, let question = try next() {
      try write(text(of: question))
      var isAnswered = false
      while !isAnswered, !isAtEnd {
        guard let line = try read() else {
          isAtEnd = true
          break
        }
        let reply = try answer(line, to: question)
        try write(reply.text)
        isAnswered = reply.goesOn
      }
    }
    if !isAtEnd {
      try write(
        elsewhere.isEmpty
          ? "No question is left."
          : "Somebody else is at the \(Figures.count(elsewhere.count, "question")) that "
            + (elsewhere.count == 1 ? "is left." : "are left."))
    }
    tally.remaining = try store.openQuestionCount(hunt: hunt)
    return tally
  }

  /// The next question that nobody else is at.
  private mutating func next() throws -> Question? {
    while true {
      if ahead.isEmpty, !isSecondTime {
        if triesElsewhere, !elsewhere.isEmpty {
          triesElsewhere = false
          (ahead, elsewhere) = (elsewhere, [])
        } else {
          isSecondTime = true
          (ahead, skipped) = (skipped, [])
        }
      }
      guard let question = ahead.first else { return nil }
      // No round asks it, so that nobody can be kept from it.
      guard question.id > 0 else { return question }
      let outcome = try leases.hold(question.id)
      if outcome.got.contains(question.id) { return question }
      ahead.removeFirst()
      if !outcome.gone.contains(question.id) { elsewhere.append(question) }
    }
  }

  private struct Reply {
    let text: String
    /// Whether the next question follows.
    var goesOn = false
  }

  private mutating func answer(_ line: String, to question: Question) throws -> Reply {
    let text = line.trimmingCharacters(in: .whitespaces)
    if let chosen = known(text) { return try record(chosen.id, chosen.name, question) }
    let words = text.split(separator: " ", maxSplits: 1)
    let rest = words.count > 1 ? words[1].trimmingCharacters(in: .whitespaces) : ""
    switch words.first?.lowercased() ?? "" {
    case "": return Reply(text: "Type a class, skip, or help.")
    case "skip", "s": return try skip(question)
    case "undo", "u": return try undo()
    case "note": return try remark(.note, rest, question)
    case "flag": return try remark(.flag, rest, question)
    case "unflag": return try remark(.unflag, rest, question)
    case "new": return try name(rest, question)
    case "again": return Reply(text: self.text(of: question))
    case "classes": return Reply(text: classList)
    case "help", "?": return Reply(text: Self.help + "\n" + classList)
    case "quit", "q":
      isAtEnd = true
      return Reply(text: "Every answer is kept.")
    default:
      let near = NearMiss.class(like: text, among: classes.classes)
      return Reply(
        text: "No class is called \"\(text)\"" + (near.map { "; did you mean \($0.name)?" } ?? ".")
          + " To make that class, type: new \(text)")
    }
  }

  /// The class of a name or a key.
  private func known(_ text: String) -> HuntClass? {
    if let named = classes.target(of: text) { return named }
    guard text.count == 1 else { return nil }
    return classes.classes.first { $0.key == text.first }
  }

  private mutating func record(
    _ label: HuntClass.ID?, _ name: String, _ question: Question
  ) throws -> Reply {
    if isSecondTime {
      try say(label, a: .second, question)
      if label != nil {
        tally.skipped -= 1
        tally.answered += 1
      }
    } else {
      do {
        try say(label, a: .first, question)
      } catch let error as StoreError {
        switch error {
        case .answeredMeanwhile(let objectID, let name, let person):
          tally.overtaken.append(.init(objectID: objectID, className: name, annotator: person))
        case .noQuestion: break
        default: throw error
        }
        ahead.removeFirst()
        return Reply(text: "Not recorded: \(error).", goesOn: true)
      }
      if label == nil {
        tally.skipped += 1
        skipped.append(question)
      } else {
        tally.answered += 1
      }
    }
    ahead.removeFirst()
    // Which answer it was is in the store.
    guide?.learn(.skip(question))
    return Reply(text: "Recorded: \(question.objectID) is \(name).", goesOn: true)
  }

  /// Whether a galaxy comes up in this session or comes back at its end.
  private enum Turn { case first, second }

  /// Writes an answer or a skip down.
  private mutating func say(_ label: HuntClass.ID?, a turn: Turn, _ question: Question) throws {
    guard let again else {
      switch (turn, label) {
      case (.second, _):
        _ = try store.say(
          label, about: question.galaxy, hunt: hunt, annotator: annotator, now: now())
      case (.first, let label?):
        try store.answer(
          galaxy: question.galaxy, class: label, hunt: hunt, annotator: annotator,
          question: question.id, now: now())
      case (.first, nil):
        try store.skip(
          galaxy: question.galaxy, hunt: hunt, annotator: annotator, question: question.id,
          now: now())
      }
      return
    }
    let chosen = label.flatMap { id in classes.classes.first { $0.id == id } }
    let before = saidAgain.lastIndex { $0.question.galaxy == question.galaxy }
    let commit: ReviewCommit
    switch (turn == .second ? before : nil, chosen) {
    case (let place?, let chosen?):
      commit = .change(saidAgain.remove(at: place).entry, question, to: chosen)
    case (.some, nil): return  // It was skipped before.
    case (nil, let chosen?): commit = .answer(question, chosen)
    case (nil, nil): commit = .skip(question)
    }
    let entry = ReviewEntry(
      id: try again.record(commit, dwell: nil).entry, galaxy: question.galaxy,
      question: question.id, label: label)
    saidAgain.append((entry, question))
  }

  private mutating func skip(_ question: Question) throws -> Reply {
    try record(nil, "skipped", question)
  }

  private mutating func name(_ text: String, _ question: Question) throws -> Reply {
    do {
      let wanted = try NewClassEntry(text)
      if let there = classes.target(of: wanted.name) {
        return try record(there.id, there.name, question)
      }
      if Self.words.contains(wanted.name.lowercased()) || known(wanted.name) != nil {
        return Reply(text: "\"\(wanted.name)\" means something else here; choose another name.")
      }
      if doubted != wanted.name,
        let near = NearMiss.class(like: wanted.name, among: classes.classes)
      {
        doubted = wanted.name
        return Reply(
          text:
            "\"\(wanted.name)\" is nearly \(near.name). Type \(near.name) to answer so, or the same "
            + "line again to make a new class.")
      }
      let added = try store.addClass(
        wanted.name, interest: wanted.interest, hunt: hunt, keys: ClassKeys.next, now: now())
      classes.add(added)
      tally.named.append(added)
      return try record(added.id, added.name, question)
    } catch let error as StoreError {
      guard case .invalidClassName = error else { throw error }
      return Reply(text: "\(error)")
    }
  }

  /// Takes back what was said in this session to a question that is asked again.
  private mutating func undo(_ again: AgainRecorder) throws -> Reply {
    guard let (entry, question) = saidAgain.popLast() else {
      return Reply(text: "There is nothing to take back.")
    }
    _ = try again.record(.undo([entry]), dwell: nil)
    let name = classes.classes.first { $0.id == entry.label }?.name
    comeBack(to: question, isSkip: entry.label == nil)
    return Reply(text: "Took back: \(question.objectID) was \(name ?? "skipped").", goesOn: true)
  }

  /// Counts what was taken back, and asks about it next.
  private mutating func comeBack(to question: Question, isSkip: Bool) {
    tally.undone += 1
    if isSkip {
      tally.skipped = max(0, tally.skipped - 1)
    } else {
      tally.answered = max(0, tally.answered - 1)
    }
    skipped.removeAll { $0.galaxy == question.galaxy }
    ahead.removeAll { $0.galaxy == question.galaxy }
    guide?.learn(.skip(question))
    guard question.isOpen && !question.isLookedUp || again != nil else { return }
    // What was being asked once more is asked so after it.
    if isSecondTime { (skipped, ahead) = (ahead, []) }
    isSecondTime = false
    ahead.insert(question, at: 0)
  }

  private mutating func undo() throws -> Reply {
    if let again { return try undo(again) }
    guard let last = try store.retractLast(hunt: hunt, annotator: annotator, now: now()) else {
      return Reply(text: "There is nothing to take back.")
    }
    comeBack(to: try store.question(about: last.galaxy, hunt: hunt), isSkip: last.kind == .skip)
    return Reply(
      text: "Took back: \(last.objectID) was \(last.className ?? "skipped").", goesOn: true)
  }

  private func remark(
    _ kind: RemarkKind, _ text: String, _ question: Question
  ) throws -> Reply {
    guard kind != .note || !text.isEmpty else { return Reply(text: "Type note and a text.") }
    try store.remark(
      galaxy: question.galaxy, kind: kind, text: text.isEmpty ? nil : text, hunt: hunt,
      annotator: annotator, now: now())
    return switch kind {
    case .flag: Reply(text: "\(question.objectID) is flagged.")
    case .unflag: Reply(text: "\(question.objectID) is no longer flagged.")
    case .note: Reply(text: "Noted on \(question.objectID).")
    }
  }

  /// What the head makes of a question once it has learned the last answer, or soon after.
  private func belief(of question: Question) -> ReviewBeliefs.Belief? {
    guard let guide else { return nil }
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while guide.isLearning, Date() < deadline { Thread.sleep(forTimeInterval: 0.02) }
    return guide.beliefs()?.beliefs[question.id]
  }

  /// What the first word of a line may be besides a class.
  private static let words: Set<String> = [
    "skip", "s", "undo", "u", "note", "flag", "unflag", "new", "again", "classes", "help", "?",
    "quit", "q",
  ]

  private static let help = """
    Type the name of a class or its key to answer. Besides there are:
    skip: pass the galaxy over; it is asked once more before you are done
    undo: take the last answer back
    new NAME: answer with a new class
    note TEXT: write something about the galaxy
    flag, unflag: mark the galaxy for later, or no longer
    again: tell the question once more
    classes: tell the classes and their keys
    quit: leave; every answer is kept
    """

  private var classList: String {
    let names = classes.classes.map { each in
      each.name + (each.key.map { " (\($0))" } ?? "")
    }
    return names.isEmpty
      ? "There is no class yet: new NAME makes one."
      : "Classes: \(names.joined(separator: ", "))."
  }

  private mutating func text(of question: Question) -> String {
    var lines = ["", "\(question.objectID), \(Figures.count(ahead.count, "question")) left"]
    var facts: [String] = []
    if let ra = question.ra, let dec = question.dec {
      facts.append("ra \(Figures.decimal(ra, places: 5)), dec \(Figures.decimal(dec, places: 5))")
    }
    if let redshift = question.redshift {
      facts.append("redshift \(Figures.decimal(redshift, places: 4))")
    }
    if !facts.isEmpty { lines.append(facts.joined(separator: ", ")) }
    let belief = belief(of: question)
    let why = belief?.why ?? question.why
    if !why.isEmpty { lines.append("Asked because: \(why)") }
    let (probabilities, reserve) =
      belief.map { ($0.probabilities, $0.reserve) } ?? (question.probabilities, question.reserve)
    let shares = classes.classes.compactMap { each in
      probabilities[each.id].map { (each.name, $0) }
    }.sorted { $0.1 > $1.1 }.prefix(3)
    // Before it has learned anything it says nothing.
    if shares.contains(where: { $0.1 > 0 }) {
      let words = shares.map { "\($0.0) \(Figures.percent($0.1, places: 0))" }
      let rest = reserve.map { ["none of them \(Figures.percent($0, places: 0))"] } ?? []
      lines.append("The head says: \((words + rest).joined(separator: ", "))")
    }
    if !hasToldClasses {
      lines.append(classList + " help tells what else can be typed.")
      hasToldClasses = true
    }
    return lines.joined(separator: "\n")
  }
}
