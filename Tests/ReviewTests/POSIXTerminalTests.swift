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
        while !shown.contains(cue) {
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
