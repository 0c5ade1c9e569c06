package import Store
package import Vocabulary

/// The way through open questions, back to answered ones and to any galaxy, without a terminal and
/// without a store.
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
    /// A page of galaxies, all taken as one class but for those that are marked.
    case sheet
    /// Waits for the name of a new class.
    case naming(LineEditor)
    /// Asks whether a new name is not a known one, mistyped.
    case doubting(NewClassEntry, like: HuntClass)
    /// Waits for a note on the galaxy.
    case noting(LineEditor)
    /// Waits for the object id of a galaxy.
    case finding(LineEditor)
    /// Shows what every key does, from this line on.
    case help(line: Int)
    /// The next question is being chosen.
    case waiting
    /// Every question is answered; the last can still be taken back.
    case finished
    /// Over.
    case ended(ReviewEnd)
  }

  /// What the galaxy on the screen is to the person.
  package enum Place: Sendable, Equatable {
    /// A question that waits for an answer.
    case open
    /// Something that they answered or skipped before.
    case entry(ReviewEntry)
    /// A galaxy that they looked up, or took back, that no question of theirs is open about.
    case lookedUp
    /// All is answered; what was on the screen last still is.
    case nothing
  }

  /// The questions that are still open, in the order they are asked.
  package internal(set) var questions: [Question]
  /// Open questions that somebody else is at.
  package internal(set) var elsewhere: [Question] = []
  /// How many questions each round has, answered ones included, by its number.
  package internal(set) var roundSizes: [Int: Int]
  /// The classes in the order of their keys on the screen.
  package internal(set) var classes: [HuntClass]
  /// What the keyboard does at the moment.
  package internal(set) var mode: Mode
  /// The question on the screen.
  package internal(set) var question: Question?
  /// What it is to the person.
  package internal(set) var place = Place.nothing
  /// How the galaxy is shown.
  package internal(set) var view = PictureView()
  /// One line for the person about the last key, empty where there is nothing to say.
  package internal(set) var message = ""
  /// The commit whose outcome is awaited.
  package internal(set) var pending: ReviewCommit?
  /// The galaxy that is being looked up.
  package internal(set) var seeking: ReviewSought?
  /// What stands of this person's, what undo takes back and what redo answers anew.
  package internal(set) var history: ReviewHistory
  /// What was flagged and noted.
  package internal(set) var remarks: ReviewRemarks
  /// What the head makes of the answers so far.
  package internal(set) var beliefs: ReviewBeliefs?
  /// Whether questions are chosen while others are answered.
  package internal(set) var expectsMore: Bool
  /// The page on the screen, in sheet mode.
  package internal(set) var sheet: SheetPage?
  /// How far the help can be scrolled; whoever draws it says it.
  package var helpExtent = HelpExtent()

  /// What a prompt or the help lies above.
  var beneath = Mode.asking
  /// The open question that the person comes back to from what they looked at meanwhile.
  var front: Question.ID?
  /// Questions that were on the screen or may come back there, by their numbers.
  var known: [Question.ID: Question] = [:]
  /// Galaxies that were skipped and came back once.
  var returned: Set<Int64> = []
  /// Questions that were left open on a page, which the next pages leave out.
  var leftOpen: Set<Question.ID> = []
  /// What the head said of questions before they were answered in this session.
  var believed: [Question.ID: ReviewBeliefs.Belief] = [:]
  /// Classes that were merged meanwhile, with those that took their places.
  var moved: [HuntClass.ID: HuntClass.ID] = [:]
  /// Those of the page that was recorded last that somebody else was quicker with.
  var lostOfPage: [ReviewTally.Overtaken] = []
  var undone = 0
  var overtaken: [ReviewTally.Overtaken] = []
  /// Galaxies of a page, 0 where questions are asked one by one.
  let pageSize: Int

  /// A session over open questions; without any it has ended, unless there is something to take back
  /// or more to come.
  ///
  /// - Parameters:
  ///   - history: what the person has answered before.
  ///   - expectsMore: whether questions will be added.
  ///   - pageSize: galaxies of a page in sheet mode, 0 for one question after the other.
  package init(
    questions: [Question], classes: [HuntClass], roundSizes: [Int: Int] = [:],
    history: ReviewHistory = ReviewHistory(), remarks: ReviewRemarks = ReviewRemarks(),
    expectsMore: Bool = false, pageSize: Int = 0
  ) {
    self.questions = questions
    self.roundSizes = roundSizes
    self.classes = classes
    self.history = history
    self.remarks = remarks
    self.expectsMore = expectsMore
    self.pageSize = pageSize
    mode = .ended(.completed)
    for question in questions { known[question.id] = question }
    guard !questions.isEmpty || expectsMore || !history.standing.isEmpty else { return }
    showNext()
    if mode == .finished { message = "no question is open: u takes back your last answer" }
  }

  /// Whether a page is on the screen, be it beneath a prompt, and not a galaxy that the person came to
  /// from it.
  package var isOnSheet: Bool { sheet != nil && place == .open }

  /// What came of it so far.
  package var tally: ReviewTally {
    let own = history.standing.filter(\.isOfSession)
    var tally = ReviewTally(
      answered: own.count { $0.label != nil }, skipped: own.count { $0.label == nil },
      undone: undone, remaining: questions.count + elsewhere.count)
    tally.overtaken = overtaken
    return tally
  }

  /// How it ended, nil while it goes on.
  package var end: ReviewEnd? {
    if case .ended(let end) = mode { end } else { nil }
  }

  /// The class that the galaxy on the screen was given before, where it is one that was answered.
  package var answered: HuntClass? {
    guard case .entry(let entry) = place else { return nil }
    return current(entry.label)
  }

  /// A class as it is now, be it merged into another meanwhile.
  func current(_ id: HuntClass.ID?) -> HuntClass? {
    guard let id else { return nil }
    return classes.first { $0.id == moved[id] ?? id }
  }

  /// Takes in what was done to the classes elsewhere: new ones, other names and keys, those that were
  /// merged or are gone.
  package mutating func take(_ directory: ClassDirectory) {
    func bare(_ classes: [HuntClass]) -> [HuntClass] {
      classes.map {
        var each = $0
        each.answers = 0
        return each
      }
    }
    guard bare(directory.classes) != bare(classes) else { return }
    var next = bare(directory.classes)
    for before in classes {
      let target = next.firstIndex { $0.id == before.id }
      guard
        let index = target
          ?? directory.target(of: before.name).flatMap({ merged in
            next.firstIndex { $0.id == merged.id }
          })
      else { continue }
      next[index].answers += before.answers
      guard target == nil else { continue }
      moved = moved.mapValues { $0 == before.id ? next[index].id : $0 }
      moved[before.id] = next[index].id
    }
    classes = next
  }

  /// Whether these beliefs are newer than those that the session has.
  func isNews(_ beliefs: ReviewBeliefs) -> Bool {
    beliefs.generation > self.beliefs?.generation ?? .min
  }

  /// What the head makes of a question by now, or made of it when it was answered; nil before it has said
  /// anything.
  package func belief(of question: Question) -> ReviewBeliefs.Belief? {
    beliefs?.beliefs[question.id] ?? believed[question.id]
  }

  /// Takes a key; while a commit is pending or a galaxy is sought keys are dropped.
  package mutating func handle(_ key: ReviewKey) -> [ReviewEffect] {
    guard pending == nil, seeking == nil, end == nil else { return [] }
    switch key {
    case .interrupt: return finish(.interrupted)
    case .endOfInput: return finish(mode == .finished ? .completed : .quit)
    case .redraw: return [.draw]
    case .reply: return []
    default: break
    }
    switch mode {
    case .asking, .waiting, .finished: return handleAsking(key)
    case .sheet: return handleSheet(key)
    case .naming(let line): return handleNaming(key, line)
    case .doubting(let wanted, let known): return handleDoubting(key, wanted, like: known)
    case .noting(let line): return handleNoting(key, line)
    case .finding(let line): return handleFinding(key, line)
    case .help(let line): return handleHelp(key, line)
    case .ended: return []
    }
  }

  mutating func commit(_ commit: ReviewCommit) -> [ReviewEffect] {
    pending = commit
    message = ""
    return [.commit(commit)]
  }

  mutating func say(_ text: String) -> [ReviewEffect] {
    message = text
    return [.draw]
  }

  mutating func finish(_ end: ReviewEnd) -> [ReviewEffect] {
    mode = .ended(end)
    return [.end]
  }

  /// Puts a prompt or the help above what is on the screen.
  mutating func open(_ mode: Mode) -> [ReviewEffect] {
    beneath = self.mode
    self.mode = mode
    return say("")
  }
}

/// What was flagged and noted, by the number of the galaxy.
package struct ReviewRemarks: Sendable, Equatable {
  /// Galaxies that are flagged for later.
  package var flagged: Set<Int64>
  /// Notes in the order they were written.
  package var notes: [Int64: [String]]

  /// Remarks that were made before.
  package init(flagged: Set<Int64> = [], notes: [Int64: [String]] = [:]) {
    self.flagged = flagged
    self.notes = notes
  }
}

/// How long the help is, and how much of it is seen at a time.
package struct HelpExtent: Sendable, Equatable {
  /// All of its lines.
  package var lines: Int
  /// Lines that the window shows.
  package var rows: Int

  /// A help of so many lines, in a window that shows so many of them.
  package init(lines: Int = .max / 2, rows: Int = 10) {
    self.lines = lines
    self.rows = rows
  }
}
