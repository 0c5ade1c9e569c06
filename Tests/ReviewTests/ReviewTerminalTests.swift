import Foundation
import Imaging
import Review
import Store
import Testing
import Vocabulary

/// The loop around the session.
@Suite struct ReviewTerminalTests {
  @Test func answersAreInTheStoreBeforeTheNextPicture() throws {
    let fixture = try ReviewFixture()
    let device = ScriptedTerminal("rbsr q")
    var seen: [Int] = []
    device.beforeKey = { _ in
      seen.append(try fixture.store.answerHistory(hunt: fixture.hunt.id).count)
    }
    let session = try fixture.terminal(device).run(fixture.session())
    #expect(seen == [0, 1, 2, 3, 4, 4])
    #expect(session.tally == ReviewTally(answered: 3, skipped: 1))
    #expect(session.end == .completed)
    #expect(try fixture.labels() == ["G0": "ring", "G1": "boring", "G3": "ring"])
    let open = try fixture.store.openQuestions(hunt: fixture.hunt.id)
    #expect(open.isEmpty)
  }

  @Test func classNamedMidwayIsThereForTheNextGalaxy() throws {
    let fixture = try ReviewFixture()
    let keys: [ReviewKey] =
      "nshell".map { .character($0) } + [.enter] + "hq".map { .character($0) }
    let session = try fixture.terminal(ScriptedTerminal(keys)).run(fixture.session())
    #expect(session.tally.answered == 2)
    #expect(try fixture.labels() == ["G0": "shell", "G1": "shell"])
    let classes = try fixture.store.classes(hunt: fixture.hunt.id)
    #expect(classes.map(\.key) == ["r", "b", "h"] && classes[2].answers == 2)
  }

  @Test func undoLeavesARetraction() throws {
    let fixture = try ReviewFixture()
    let session = try fixture.terminal(ScriptedTerminal("rubq")).run(fixture.session())
    #expect(session.tally == ReviewTally(answered: 1, undone: 1, remaining: 3))
    #expect(try fixture.labels() == ["G0": "boring"])
    #expect(
      try fixture.store.answerHistory(hunt: fixture.hunt.id).map(\.kind)
        == [.answer, .retraction, .answer])
  }

  @Test func failureIsShownAndTheQuestionStays() throws {
    let fixture = try ReviewFixture()
    let device = ScriptedTerminal("rq")
    let terminal = ReviewTerminal(
      device: device, style: TerminalStyle(colour: false, cursor: false),
      picture: { _ in Raster(width: 8, height: 8) },
      record: { _, _ in throw StoreError.busy(path: "hunt.sqlite") })
    let session = try terminal.run(fixture.session())
    #expect(session.tally == ReviewTally(remaining: 4) && session.end == .quit)
    #expect(device.screens.last?.contains("not recorded: hunt.sqlite is busy") == true)
    #expect(device.screens.last?.contains("G0") == true)
  }

  @Test func whatSomebodyElseAnsweredMeanwhileIsSaidAndLeftAlone() throws {
    let fixture = try ReviewFixture()
    let session = try fixture.session()
    let bob = fixture.recorder("bob")
    let boring = try #require(session.classes.first { $0.name == "boring" })
    for question in session.questions.prefix(2) {
      _ = try bob.record(.answer(question, boring), dwell: nil)
    }
    // Two come too late, the next two don't; both of these can be taken back, the others not.
    let device = ScriptedTerminal("rsrruuuq")
    let ended = try fixture.terminal(device).run(session)
    #expect(ended.tally.undone == 2 && ended.tally.answered == 0 && ended.tally.remaining == 2)
    #expect(
      ended.tally.overtaken.map { "\($0.objectID) \($0.className ?? "") \($0.annotator)" }
        == ["G0 boring bob", "G1 boring bob"])
    #expect(
      device.screens.contains { $0.contains("G0 was answered meanwhile by bob: boring") })
    #expect(try fixture.labels() == ["G0": "boring", "G1": "boring"])
  }

  @Test func aReviewEndsWhenOthersAnsweredTheLastQuestion() throws {
    let fixture = try ReviewFixture(questions: 1)
    let session = try fixture.session()
    _ = try fixture.recorder("bob").record(.skip(session.questions[0]), dwell: nil)
    let ended = try fixture.terminal(ScriptedTerminal("rq")).run(session)
    #expect(ended.end == .completed && ended.tally.remaining == 0)
    #expect(ended.tally.overtaken.map(\.className) == [nil])
  }

  @Test func screenIsGivenBackHoweverItEnds() throws {
    let fixture = try ReviewFixture()
    for keys: [ReviewKey] in [[.character("q")], [.endOfInput], [.interrupt], []] {
      let device = ScriptedTerminal(keys)
      _ = try fixture.terminal(device).run(fixture.session())
      #expect(!device.isStarted && device.stops == 1)
      #expect(device.screens.first?.contains("\u{1B}[?1049h") == true)
      #expect(device.screens.last?.hasSuffix("\u{1B}[?1049l") == true)
    }
    let broken = ScriptedTerminal("r")
    broken.beforeKey = { if $0 == 1 { throw CancellationError() } }
    #expect(throws: ReviewError.self) { try fixture.terminal(broken).run(fixture.session()) }
    #expect(broken.stops == 1 && broken.screens.last?.hasSuffix("\u{1B}[?1049l") == true)
    #expect(try fixture.labels() == ["G0": "ring"])
  }

  @Test func pipeIsRefusedBeforeAnythingIsDrawn() throws {
    let fixture = try ReviewFixture()
    let device = ScriptedTerminal([], isInteractive: false)
    let error = #expect(throws: ReviewError.self) {
      try fixture.terminal(device).run(fixture.session())
    }
    #expect("\(error!)" == "review needs a terminal")
    #expect(device.screens.isEmpty && device.stops == 0)
  }

  @Test func plainTerminalGetsNoEscape() throws {
    let fixture = try ReviewFixture()
    let device = ScriptedTerminal("r?xnab")
    _ = try fixture.terminal(device, cursor: false).run(fixture.session())
    #expect(!device.screens.isEmpty)
    #expect(device.screens.allSatisfy { !$0.contains("\u{1B}") })
  }

  @Test func dwellIsTheTimeOnTheQuestion() throws {
    let fixture = try ReviewFixture()
    var time = Date(timeIntervalSince1970: 0)
    var dwells: [Double?] = []
    let device = ScriptedTerminal("xrbq")
    device.beforeKey = { _ in time += 2 }
    let recorder = fixture.recorder()
    let terminal = ReviewTerminal(
      device: device, style: TerminalStyle(colour: true, cursor: true),
      picture: { _ in Raster(width: 8, height: 8) },
      record: {
        dwells.append($1)
        return try recorder.record($0, dwell: $1)
      }, now: { time })
    _ = try terminal.run(fixture.session())
    #expect(dwells == [4, 2])
  }

  @Test func missingPictureIsSaidAndCanBeSkipped() throws {
    let fixture = try ReviewFixture()
    let device = ScriptedTerminal("s")
    let recorder = fixture.recorder()
    let terminal = ReviewTerminal(
      device: device, style: TerminalStyle(colour: false, cursor: false),
      picture: { throw StoreError.noPixels(galaxy: $0.galaxy) },
      record: { try recorder.record($0, dwell: $1) })
    #expect(try terminal.run(fixture.session()).tally.skipped == 1)
    #expect(device.screens[0].contains("no picture: galaxy 1 has no stored pixels"))
  }

  @Test func windowIsMeasuredAgainForEveryScreen() throws {
    let fixture = try ReviewFixture()
    let device = ScriptedTerminal([.redraw, .redraw, .character("q")])
    device.beforeKey = { taken in
      device.size =
        taken == 0 ? TerminalSize(columns: 10, rows: 4) : TerminalSize(columns: 60, rows: 40)
    }
    _ = try fixture.terminal(device).run(fixture.session())
    #expect(device.screens[1].contains("asked for novelty"))
    #expect(device.screens[2].contains("too small"))
    #expect(device.screens[3].contains("asked for novelty"))
  }
}
