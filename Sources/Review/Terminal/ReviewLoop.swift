import Foundation
import Imaging
import Store
import Vocabulary

/// Brings a session, a terminal, the records and the guide together.
///
/// A key is answered at once: what takes time (better pictures, what the head learns, questions that
/// are chosen) happens in the background and is taken in between keys.
final class ReviewLoop {
  /// What is on the screen and since when.
  struct View {
    /// The question, or the first of the page.
    var shown: Question.ID?
    var content = ReviewContent()
    /// The better picture that is awaited.
    var awaited: PictureDesk.Wish?
    /// The better picture that can't be had, of which the cutout is shown.
    var failed: PictureDesk.Wish?
    var since = Date.distantPast
  }

  /// How many questions are held for this session, and at how few that follow more are.
  private static let (held, few) = (8, 3)
  /// How many adaptive questions are chosen ahead of the one on the screen.
  private static let drawn = 2
  /// Milliseconds between two looks at what is awaited.
  private static let (pictureLook, look) = (15, 50)
  /// Seconds between two tries to get what others hold, where nothing else is left.
  private static let patienceWithOthers = 5

  var session: ReviewSession
  let device: any TerminalDevice
  let display: ReviewDisplay
  let guide: any ReviewGuide
  let pictures: PictureDesk
  let now: () -> Date
  let words: (any Error) -> String
  var view = View()
  private let records: any ReviewRecords
  private let leases: (any ReviewLeases)?
  private let notes: ReviewNotes
  private let questions = Errand<Question?>()
  private var holding: Set<Question.ID> = []
  private var triesElsewhere = true
  private var (nextLease, nextTry) = (ContinuousClock.now, ContinuousClock.now)

  init(
    _ session: ReviewSession, device: any TerminalDevice, display: ReviewDisplay,
    guide: any ReviewGuide, records: any ReviewRecords, leases: (any ReviewLeases)?,
    notes: ReviewNotes, now: @escaping () -> Date, words: @escaping (any Error) -> String
  ) {
    self.session = session
    self.device = device
    self.display = display
    self.guide = guide
    self.records = records
    self.leases = leases
    self.notes = notes
    self.now = now
    self.words = words
    pictures = PictureDesk(guide)
  }

  /// Takes keys until the session has ended.
  func run() throws(ReviewError) {
    chooseAhead()
    try draw()
    while session.end == nil {
      if let key = try device.readKey(within: patience) { try take(key) }
      if session.end == nil { try takeIn() }
    }
  }

  private func take(_ key: ReviewKey) throws(ReviewError) {
    switch key {
    case .reply(let reply): if display.heard(reply) { try draw() }
    case .redraw:
      try display.forget()
      try perform(session.handle(key))
    default:
      // What can't be seen isn't answered either.
      if ReviewScreen.isTooSmall(device.size), !key.ends { return }
      try perform(session.handle(key))
    }
  }

  /// Shows what another part of the program has to say while the review waits for it; nothing else may be
  /// done meanwhile.
  func tell(_ sentence: String) {
    session.message = sentence
    try? display.draw(&session, view.content)
  }

  /// Ends what goes on in the background, and gives back what is held.
  func close() {
    guide.close()
    pictures.close()
    questions.finish()
    try? leases?.release()
  }

  /// Milliseconds after which to look whether something awaited has come; nil where nothing is.
  private var patience: Int? {
    if view.awaited != nil { return Self.pictureLook }
    if guide.isLearning || questions.isOut { return Self.look }
    guard leases != nil else { return nil }
    let moments = [holding.isEmpty ? nil : nextLease, waitsForOthers ? nextTry : nil]
    guard let next = moments.compactMap(\.self).min() else { return nil }
    return Int(min(max((next - .now) / .milliseconds(1), 1), 3_600_000))
  }

  /// Whether all that is left is what others are at.
  private var waitsForOthers: Bool { session.mode == .finished && !session.elsewhere.isEmpty }

  func perform(_ effects: [ReviewEffect]) throws(ReviewError) {
    for effect in effects {
      switch effect {
      case .draw: try draw()
      case .end: return
      case .seek(let sought):
        let followUp: [ReviewEffect]
        do { followUp = session.found(try records.question(sought)) } catch {
          followUp = session.notFound(words(error))
        }
        try perform(followUp)
      case .commit(let commit): try perform(write(commit))
      }
    }
  }

  private func write(_ commit: ReviewCommit) -> [ReviewEffect] {
    triesElsewhere = true
    do {
      let receipt = try records.record(commit, dwell: max(0, now().timeIntervalSince(view.since)))
      learnClasses()
      let effects = session.committed(receipt)
      guide.learn(commit)
      chooseAhead()
      return effects
    } catch StoreError.answeredMeanwhile(let objectID, let name, let annotator) {
      return session.overtaken(
        .init(objectID: objectID, className: name, annotator: annotator))
    } catch let error as StoreError {
      switch error {
      case .noAnswer: return session.outdated(words(error))
      case .noQuestion:
        // The others of its round are withdrawn too: all are looked at anew.
        holding = []
        return session.outdated("its round was withdrawn")
      default: return session.failed(words(error))
      }
    } catch {
      return session.failed(words(error))
    }
  }

  /// Takes in what was done to the classes elsewhere.
  private func learnClasses() {
    if let directory = try? records.directory() { session.take(directory) }
  }

  /// What has come in the background since the last key.
  private func takeIn() throws(ReviewError) {
    if let note = notes.fetch() {
      session.message = note
      try draw()
    }
    if let beliefs = guide.beliefs(), session.isNews(beliefs) {
      learnClasses()
      try perform(session.believe(beliefs))
    }
    switch questions.fetch() {
    case nil: break
    case .success(let question?):
      try perform(session.add(question))
      chooseAhead()
    case .success(nil): try perform(session.noMore())
    case .failure(let error):
      _ = session.noMore()
      session.message = "no more questions: \(words(error))"
      try draw()
    }
    if let wish = view.awaited, let result = pictures.result(of: wish) {
      // Where nothing better has come than what is there, nothing is drawn.
      if case .success(let picture) = result, picture.isPlain, let shown = view.content.picture,
        shown.isPlain, shown.parts[0].raster == picture.parts[0].raster
      {
        view.awaited = nil
      } else {
        try draw()
      }
    }
    renewLeases()
    if waitsForOthers, .now >= nextTry {
      triesElsewhere = true
      try draw()
    }
  }

  /// Has a question chosen where few are left.
  private func chooseAhead() {
    guard session.expectsMore, session.questions.count <= Self.drawn else { return }
    questions.start { [guide] in try guide.next() }
  }
}

/// Questions that this session holds, so that no other asks them.
extension ReviewLoop {
  /// Holds the question on the screen and some that follow, and passes over what others hold.
  func holdQuestions() {
    guard let leases else { return }
    // Each time around some are passed over, so this ends.
    while true {
      if session.mode == .finished, triesElsewhere, !session.elsewhere.isEmpty {
        triesElsewhere = false
        nextTry = .now + .seconds(Self.patienceWithOthers)
        _ = session.takeElsewhere()
      }
      switch session.mode {
      case .asking, .sheet: break
      default: return
      }
      let ahead = session.ahead(Self.held).map(\.id)
      let missing = ahead.filter { !holding.contains($0) }
      let near = session.sheet == nil ? ahead.prefix(Self.few)[...] : ahead[...]
      guard near.contains(where: { !holding.contains($0) }) else { return }
      // What can't be held is asked all the same: the store sees to it that none is answered twice.
      guard let outcome = try? leases.lease(missing) else { return }
      if holding.isEmpty { nextLease = .now + .seconds(leases.renewal) }
      holding.formUnion(outcome.got)
      let others = Set(missing).subtracting(outcome.got)
      guard !others.isEmpty else { return }
      _ = session.passOver(others, gone: outcome.gone)
    }
  }

  private func renewLeases() {
    guard let leases, !holding.isEmpty, ContinuousClock.now >= nextLease else { return }
    nextLease = .now + .seconds(leases.renewal)
    let ahead = session.ahead(Self.held).map(\.id).filter(holding.contains)
    guard let got = try? leases.lease(ahead).got else { return }
    holding = got
  }
}

extension ReviewPicture {
  /// Whether it is one picture without a word.
  fileprivate var isPlain: Bool { parts.count == 1 && parts[0].captions.isEmpty && note.isEmpty }
}

extension ReviewKey {
  /// Whether it ends the review.
  fileprivate var ends: Bool {
    switch self {
    case .interrupt, .endOfInput, .character("q"): true
    default: false
    }
  }
}
