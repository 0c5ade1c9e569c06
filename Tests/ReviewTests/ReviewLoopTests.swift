import Foundation
import Imaging
import Review
import Store
import Synchronization
import Testing
import Vocabulary

/// What happens beside the keys: pictures, beliefs, questions and leases.
@Suite struct ReviewLoopTests {
  /// A guide whose pictures come when they are let go.
  private final class SlowGuide: ReviewGuide {
    struct State {
      var pictures: [String] = []
      var learned: [ReviewCommit] = []
      var beliefs: ReviewBeliefs?
      var next: [Question] = []
      var isClosed = false
    }

    let state = Mutex(State())
    let gate = DispatchSemaphore(value: 0)
    private let holdsPictures: Bool

    init(holdsPictures: Bool = false) { self.holdsPictures = holdsPictures }

    func cutout(of question: Question) -> Raster { Raster(width: 8, height: 8) }

    func picture(of question: Question, view: PictureView, side: Int) -> ReviewPicture {
      if holdsPictures { gate.wait() }
      state.withLock { $0.pictures.append("\(question.objectID) \(view.zoom) \(view.subject)") }
      var bright = Raster(width: 8, height: 8)
      for pixel in 0..<32 { bright[pixel % 8, pixel / 8] = (250, 250, 250) }
      return ReviewPicture(
        [.init(bright)],
        note: "the original")
    }

    func details(of question: Question) -> [(name: String, value: String)] { [] }
    func learn(_ commit: ReviewCommit) { state.withLock { $0.learned.append(commit) } }
    func beliefs() -> ReviewBeliefs? { state.withLock { $0.beliefs } }
    var isLearning: Bool { true }
    func next() -> Question? {
      state.withLock { $0.next.isEmpty ? nil : $0.next.removeFirst() }
    }
    func close() {
      state.withLock { $0.isClosed = true }
      // Whatever still waits is let go.
      for _ in 0..<8 { gate.signal() }
    }
  }

  /// The better pictures are bright, the cutouts dark.
  private static func showsOriginal(_ screen: String) -> Bool { screen.contains("@@") }

  private func terminal(
    _ device: ScriptedTerminal, _ guide: SlowGuide, _ fixture: ReviewFixture,
    leases: (any ReviewLeases)? = nil
  ) -> ReviewTerminal {
    ReviewTerminal(
      device: device, style: TerminalStyle(colour: false, cursor: false), guide: guide,
      records: fixture.recorder(), leases: leases)
  }

  @Test func theCutoutIsShownAtOnceAndTheBetterPictureWhenItHasCome() throws {
    let fixture = try ReviewFixture()
    let guide = SlowGuide(holdsPictures: true)
    let device = ScriptedTerminal("rq")
    device.waits = { [unowned device] in
      // The first key comes before any picture, the second once the better one is on the screen.
      guard device.keys.count == 1 else { return false }
      guide.gate.signal()
      return !device.screens.contains { Self.showsOriginal($0) }
    }
    _ = try terminal(device, guide, fixture).run(fixture.session())
    #expect(device.screens[0].contains("G0") && !Self.showsOriginal(device.screens[0]))
    #expect(device.screens[1].contains("G0: ring") && !Self.showsOriginal(device.screens[1]))
    #expect(device.screens.contains { $0.contains("G0: ring") && Self.showsOriginal($0) })
    #expect(guide.state.withLock { $0.isClosed })
  }

  @Test func theNextPictureIsReadyBeforeItsQuestion() throws {
    let fixture = try ReviewFixture()
    let guide = SlowGuide()
    let device = ScriptedTerminal("rq")
    var turns = 0
    device.waits = { [unowned device] in
      guard device.keys.count == 2 else { return false }
      // What was made is taken over in one of the next turns.
      if guide.state.withLock({ $0.pictures.contains("G1 1 galaxy") }) { turns += 1 }
      return turns < 100
    }
    _ = try terminal(device, guide, fixture).run(fixture.session())
    let first = try #require(device.screens.first { $0.contains("G0: ring") })
    #expect(Self.showsOriginal(first))
  }

  @Test func anotherViewIsAskedFor() throws {
    let fixture = try ReviewFixture()
    let guide = SlowGuide()
    let device = ScriptedTerminal("+]q")
    device.waits = { [unowned device] in
      let wanted = device.keys.count == 2 ? "G0 2 galaxy" : "G0 2 reconstruction"
      return device.keys.count < 3
        && !guide.state.withLock { $0.pictures.contains(wanted) }
    }
    _ = try terminal(device, guide, fixture).run(fixture.session())
    let pictures = guide.state.withLock { $0.pictures }
    #expect(pictures.contains("G0 2 galaxy") && pictures.contains("G0 2 reconstruction"))
  }

  @Test func beliefsReorderWhatIsOpenAndEachCommitIsTold() throws {
    let fixture = try ReviewFixture()
    let guide = SlowGuide()
    let open = try fixture.session().questions
    guide.state.withLock {
      $0.beliefs = ReviewBeliefs(
        generation: 1, beliefs: [:], order: open.reversed().map(\.id))
    }
    let device = ScriptedTerminal([.other, .character("r"), .character("q")])
    let ended = try terminal(device, guide, fixture).run(fixture.session())
    #expect(ended.question?.objectID == "G3")
    let learned = guide.state.withLock { $0.learned }
    guard learned.count == 1, case .answer(let question, _) = learned[0] else {
      Issue.record("\(learned.count) commits were told")
      return
    }
    #expect(question.objectID == "G0")
  }

  @Test func furtherQuestionsAreChosenWhileOthersAreAnswered() throws {
    let fixture = try ReviewFixture(questions: 2)
    let open = try fixture.session().questions
    let guide = SlowGuide()
    guide.state.withLock { $0.next = open }
    let session = ReviewSession(
      questions: [], classes: try fixture.session().classes, expectsMore: true)
    let device = ScriptedTerminal("rb\r".map { $0 == "\r" ? .enter : .character($0) })
    device.waits = { [unowned device] in
      let wanted = ["Enter ends", "2 of 2", "1 of 2"][min(2, device.keys.count - 1)]
      return !(device.screens.last ?? "").contains(wanted)
        && !(device.keys.count == 3 && (device.screens.last ?? "").contains("1 of 1"))
    }
    let ended = try terminal(device, guide, fixture).run(session)
    #expect(ended.end == .completed && ended.tally == ReviewTally(answered: 2))
    #expect(device.screens[0].contains("the next question is being chosen"))
    #expect(try fixture.labels() == ["G0": "ring", "G1": "boring"])
  }

  /// What can't be seen isn't answered.
  @Test func aWindowThatShowsNothingTakesNoAnswer() throws {
    let fixture = try ReviewFixture(questions: 2)
    let device = ScriptedTerminal("rrq")
    device.beforeKey = { taken in
      device.size =
        taken == 0 ? TerminalSize(columns: 10, rows: 3) : TerminalSize(columns: 80, rows: 24)
    }
    let ended = try terminal(device, SlowGuide(), fixture).run(fixture.session())
    #expect(ended.tally.answered == 1)
  }

  @Test func twoSessionsAskDifferentQuestions() throws {
    let fixture = try ReviewFixture(questions: 12)
    let (ann, bob) = (
      StoreLeases(store: fixture.store, annotator: "ann"),
      StoreLeases(store: fixture.store, annotator: "bob")
    )
    let device = ScriptedTerminal("rq")
    var other: [String] = []
    device.beforeKey = { taken in
      guard taken == 0 else { return }
      // While the first question of the one is on the screen, the other begins.
      let second = ScriptedTerminal("bbbbbbq")
      let ended = try self.terminal(second, SlowGuide(), fixture, leases: bob)
        .run(fixture.session(of: "bob"))
      other = ended.history.standing.compactMap { ended.known($0) }
      #expect(second.screens.last?.contains("somebody else") == true)
      #expect(ended.tally.remaining == 8 && ended.tally.overtaken.isEmpty)
    }
    let ended = try terminal(device, SlowGuide(), fixture, leases: ann)
      .run(fixture.session(of: "ann"))
    #expect(other == ["G8", "G9", "G10", "G11"])
    #expect(ended.history.standing.count == 1)
    // What was held is given back.
    #expect(try fixture.store.leases(otherThan: "nobody").isEmpty)
  }

  @Test func leasesThatCantBeHadKeepNobodyFromAnswering() throws {
    struct Broken: ReviewLeases {
      let renewal = 30.0
      func lease(_ questions: [Question.ID]) throws -> LeaseOutcome {
        throw StoreError.busy(path: "h")
      }
      func release() throws { throw StoreError.busy(path: "h") }
    }
    let fixture = try ReviewFixture(questions: 2)
    let ended = try terminal(ScriptedTerminal("rbq"), SlowGuide(), fixture, leases: Broken())
      .run(fixture.session())
    #expect(ended.tally.answered == 2)
  }

  @Test func aGalaxyIsLookedUpChangedFlaggedAndNoted() throws {
    let fixture = try ReviewFixture(questions: 2)
    let keys: [ReviewKey] =
      "/G2".map { .character($0) } + [.enter, .character("b"), .character("r"), .left]
      + [.character("b"), .character("f")] + ";odd".map { .character($0) }
      + [.enter, .character("/"), .character("X"), .enter, .escape, .character("q")]
    let device = ScriptedTerminal(keys)
    let ended = try terminal(device, SlowGuide(), fixture).run(fixture.session(of: "ann"))
    #expect(try fixture.labels() == ["G0": "boring", "G2": "boring"])
    #expect(device.screens.contains { $0.contains("no galaxy has the object id X") })
    #expect(ended.remarks.flagged == [fixture.ids[1]])
    let again = try fixture.session(of: "ann")
    #expect(again.remarks == ended.remarks && again.remarks.notes[fixture.ids[1]] == ["odd"])
    #expect(try fixture.session(of: "bob").remarks.flagged.isEmpty)
  }

  @Test func aPageIsRecordedAtATerminal() throws {
    let fixture = try ReviewFixture(questions: 14)
    let device = ScriptedTerminal([
      .character("b"), .character(" "), .enter, .character("u"), .control("r"), .enter, .enter,
    ])
    let ended = try terminal(device, SlowGuide(), fixture)
      .run(fixture.session(of: "ann", pageSize: 12))
    #expect(ended.tally == ReviewTally(answered: 13, remaining: 1))
    let log = try fixture.store.answerHistory(hunt: fixture.hunt.id)
    #expect(log.map(\.kind.rawValue).filter { $0 == "retraction" }.count == 11)
    let labels = try fixture.labels()
    #expect(labels["G0"] == "boring" && labels["G1"] == nil && labels["G2"] == "ring")
    #expect(device.screens[0].contains("all are ring"))
  }
}

extension ReviewSession {
  /// The object id of the galaxy that an entry is about.
  fileprivate func known(_ entry: ReviewEntry) -> String? { "G\(entry.galaxy - 1)" }
}
