import Foundation
import Review
import Store
import TestSupport
import Testing
import Vocabulary

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A real terminal: the two ends of a pseudo-terminal. Signals are the process's, so one at a time.
@Suite(.serialized) struct POSIXTerminalTests {
  @Test func rawModeIsTakenBack() throws {
    let pseudo = try PseudoTerminal()
    let terminal = pseudo.terminal
    #expect(terminal.isInteractive && !pseudo.isRaw)
    try terminal.start()
    #expect(pseudo.isRaw)
    terminal.stop()
    #expect(!pseudo.isRaw)
    do {
      let forgotten = pseudo.terminal
      try forgotten.start()
      #expect(pseudo.isRaw)
    }
    #expect(!pseudo.isRaw)
  }

  @Test func keysArriveOneByOne() throws {
    let pseudo = try PseudoTerminal()
    let terminal = pseudo.terminal
    try terminal.start()
    pseudo.type("ré\u{3}\u{4}\u{1B}[A\r\u{1B}")
    let expected: [ReviewKey] = [
      .character("r"), .character("é"), .interrupt, .endOfInput, .up, .enter, .escape,
    ]
    for key in expected { #expect(try terminal.readKey() == key) }
  }

  @Test func aSlowPasteAnswersNothing() throws {
    let pseudo = try PseudoTerminal()
    let terminal = pseudo.terminal
    try terminal.start()
    pseudo.type("\u{1B}[200~rb")
    let typist = Thread { [person = pseudo.person] in
      usleep(200_000)
      let rest = Array("q\u{1B}[201~s".utf8)
      _ = write(person, rest, rest.count)
    }
    typist.start()
    #expect(try terminal.readKey() == .paste("rbq"))
    #expect(try terminal.readKey() == .character("s"))
  }

  @Test func signalsAreKeys() throws {
    let pseudo = try PseudoTerminal()
    let terminal = pseudo.terminal
    try terminal.start()
    // To the process, as another would: threads of a pool block what is sent to them alone.
    for number in [SIGINT, SIGTERM, SIGHUP] {
      kill(getpid(), number)
      #expect(try terminal.readKey() == .interrupt)
    }
    kill(getpid(), SIGWINCH)
    #expect(try terminal.readKey() == .redraw)
  }

  @Test func handlersAreTakenBack() throws {
    func handler() -> UInt {
      var action = sigaction()
      sigaction(SIGTERM, nil, &action)
      #if canImport(Glibc)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self)
      #else
        return unsafeBitCast(action.__sigaction_u.__sa_handler, to: UInt.self)
      #endif
    }
    let before = handler()
    let pseudo = try PseudoTerminal()
    let terminal = pseudo.terminal
    try terminal.start()
    #expect(handler() != before)
    terminal.stop()
    #expect(handler() == before)
  }

  @Test func hangUpIsTheEndOfTheInput() throws {
    let ends = try PseudoTerminal()
    let person = dup(ends.person)
    let terminal = ends.terminal
    try terminal.start()
    close(person)
    ends.type("r")
    #expect(try terminal.readKey() == .character("r"))
    var pipeEnds: [CInt] = [-1, -1]
    #expect(pipe(&pipeEnds) == 0)
    close(pipeEnds[1])
    let pipe = POSIXTerminal(input: pipeEnds[0], output: ends.program)
    #expect(!pipe.isInteractive)
    #expect(try pipe.readKey() == .endOfInput)
    #expect(throws: ReviewError.self) { try pipe.start() }
    close(pipeEnds[0])
  }

  @Test func sizeFollowsTheWindow() throws {
    let pseudo = try PseudoTerminal()
    pseudo.resize(123, 45)
    #expect(pseudo.terminal.size == TerminalSize(columns: 123, rows: 45))
    pseudo.resize(0, 0)
    #expect(pseudo.terminal.size == TerminalSize(columns: 80, rows: 24))
  }

  @Test func aTerminalThatAnswersIsHeard() throws {
    let pseudo = try PseudoTerminal()
    let terminal = pseudo.terminal
    try terminal.start()
    // Keys before, between and after the replies are still there.
    pseudo.type("a\u{1B}_Gi=4711;OK\u{1B}\\b\u{1B}[?62;4cd")
    let replies = try terminal.ask("\u{1B}[c", within: 60_000) { $0.last == UInt8(ascii: "c") }
    #expect(
      replies.map { String(decoding: $0.dropFirst(), as: UTF8.self) } == [
        "_Gi=4711;OK\u{1B}\\", "[?62;4c",
      ])
    for key in "abd" { #expect(try terminal.readKey() == .character(key)) }
    #expect(pseudo.showed(within: 1000) == Array("\u{1B}[c".utf8))
  }

  @Test func aLateAnswerIsAKeyOfItsOwn() throws {
    let pseudo = try PseudoTerminal()
    let terminal = pseudo.terminal
    try terminal.start()
    pseudo.type("x")
    #expect(try terminal.ask("?", within: 20) { _ in true }.isEmpty)
    pseudo.type("\u{1B}[?62;4cy")
    #expect(try terminal.readKey() == .character("x"))
    #expect(try terminal.readKey() == .reply(Array("\u{1B}[?62;4c".utf8)))
    #expect(try terminal.readKey() == .character("y"))
    #expect(try terminal.readKey(within: 1) == nil)
  }

  @Test func askingIsNotLongerThanItsTime() throws {
    let pseudo = try PseudoTerminal()
    let terminal = pseudo.terminal
    try terminal.start()
    #expect(try terminal.ask("?", within: 1) { _ in true }.isEmpty)
    kill(getpid(), SIGTERM)
    #expect(try terminal.ask("?", within: 600_000) { _ in true }.isEmpty)
    #expect(try terminal.readKey() == .interrupt)
  }

  /// Where the program stands still, the terminal is as it was before.
  @Test func controlZGivesTheTerminalBack() throws {
    let pseudo = try PseudoTerminal()
    let seen = Seen()
    let terminal = POSIXTerminal(input: pseudo.program, output: pseudo.program) { group in
      seen.stops.append(group)
      seen.wasRaw = pseudo.isRaw
      seen.shown = String(decoding: pseudo.showed(within: 1000), as: UTF8.self)
    }
    try terminal.start(enter: "<enter>", leave: "<leave>")
    pseudo.type("\u{1A}r")
    #expect(try terminal.readKey() == .redraw)
    #expect(seen.stops == [true] && seen.wasRaw == false && seen.shown == "<leave>")
    #expect(pseudo.isRaw && pseudo.showed(within: 1000) == Array("<enter>".utf8))
    #expect(try terminal.readKey() == .character("r"))
    // A stop from outside is for this program alone.
    kill(getpid(), SIGTSTP)
    #expect(try terminal.readKey() == .redraw)
    #expect(seen.stops == [true, false] && pseudo.isRaw)
    // Whatever stopped it and changed the terminal meanwhile.
    var settings = termios()
    tcgetattr(pseudo.program, &settings)
    settings.c_lflag |= tcflag_t(ICANON | ECHO | ISIG)
    tcsetattr(pseudo.program, TCSANOW, &settings)
    kill(getpid(), SIGCONT)
    #expect(try terminal.readKey() == .redraw)
    #expect(pseudo.isRaw)
  }

  private final class Seen {
    var stops: [Bool] = []
    var wasRaw: Bool?
    var shown = ""
  }

  /// Nobody reads what the terminal is sent; a signal ends the wait, and so does Control-C.
  @Test(arguments: [true, false])
  func aTerminalThatTakesNothingHoldsNothingUp(bySignal: Bool) throws {
    let pseudo = try PseudoTerminal()
    let terminal = pseudo.terminal
    try terminal.start()
    let typist = Thread { [person = pseudo.person] in
      usleep(100_000)
      if bySignal {
        kill(getpid(), SIGTERM)
      } else {
        _ = write(person, "r\u{3}", 2)
      }
    }
    typist.start()
    try terminal.write(String(repeating: "x", count: 1_000_000))
    if !bySignal { #expect(try terminal.readKey() == .character("r")) }
    #expect(try terminal.readKey() == .interrupt)
    // The rest is not sent; whatever was cut short is ended before anything else.
    var shown = 0
    while true {
      let bytes = pseudo.showed(within: 20)
      if bytes.isEmpty { break }
      shown += bytes.count
    }
    #expect(shown < 1_000_000)
    try terminal.write("bye")
    #expect(
      String(decoding: pseudo.showed(within: 1000), as: UTF8.self).hasSuffix("\u{18}\u{1B}\\bye"))
    terminal.stop()
    #expect(!pseudo.isRaw)
  }

  @Test func wholeReviewRunsOnAPseudoTerminal() throws {
    let fixture = try ReviewFixture(questions: 2)
    let pseudo = try PseudoTerminal()
    pseudo.resize(40, 12)
    let (store, recorder) = (fixture.store, fixture.recorder())
    let review = ReviewTerminal(
      device: pseudo.terminal, style: TerminalStyle(colour: false, cursor: true),
      picture: { StoredPicture.raster(of: try store.cutout(of: $0.galaxy)) },
      record: { try recorder.record($0, dwell: $1) })
    // Typed before the review starts; raw mode drops it, as it should what was typed blindly.
    pseudo.type("bb")
    pseudo.waitForEcho(of: "bb")
    let typist = Thread { [person = pseudo.person] in
      // Each key waits for the screen that asks for it.
      var shown = ""
      for (key, cue) in zip("rr\r".utf8, ["1 of 2", "2 of 2", "Enter ends"]) {
        while !ScreenModel.text(after: shown, columns: 40, rows: 12).contains(cue) {
          var buffer = [UInt8](repeating: 0, count: 65536)
          let count = read(person, &buffer, buffer.count)
          guard count > 0 else { return }
          shown += String(decoding: buffer.prefix(count), as: UTF8.self)
        }
        var byte = key
        _ = write(person, &byte, 1)
      }
    }
    typist.start()
    let session = try review.run(fixture.session())
    #expect(session.end == .completed && session.tally.answered == 2)
    #expect(try fixture.labels() == ["G0": "ring", "G1": "ring"])
    #expect(!pseudo.isRaw)
  }
}

extension PseudoTerminal {
  /// The program's end as a review has it.
  fileprivate var terminal: POSIXTerminal { POSIXTerminal(input: program, output: program) }
}
