import Foundation
import TestSupport
import Testing

/// Signals: a limit becomes a sentence, and a review gives its terminal back whatever ends it.
@Suite(.serialized) struct SignalTests {
  @Test func aLimitOnTheSizeOfFilesIsASentence() throws {
    let scratch = try Scratch()
    try TinySurvey(count: 60).write(to: scratch.owner, below: "sky")
    #expect(try scratch.ahunt("init").status == 0)
    let command = "\"$AHUNT\" import sky --quiet"
    let limited = try scratch.shell("ulimit -f 300; \(command)")
    #expect(limited.status == 1 && limited.output.isEmpty, "\(limited.status)")
    #expect(limited.error.contains("`ulimit -f`") && limited.error.hasPrefix("ahunt: "))
    #expect(limited.error.split(separator: "\n").count == 1)
    // What can't even be opened under the limit.
    let tiny = try scratch.shell(
      "ulimit -f 8; \"$AHUNT\" labels import none.csv; \"$AHUNT\" status")
    #expect(tiny.status == 0 || tiny.status == 1 && tiny.error.contains("`ulimit -f`"))
    #expect(try scratch.shell(command).status == 0)
    let status = try scratch.ahunt("status", "--format", "json").json()
    #expect(status["galaxies"] as? Int == 60)
  }

  /// A review at a terminal of its own.
  private final class Review {
    let terminal: PseudoTerminal
    let process = Process()
    var shown = ""

    init(in scratch: Scratch) throws {
      terminal = try PseudoTerminal()
      terminal.resize(80, 24)
      process.executableURL = AHuntProcess.executable
      process.arguments = ["review"]
      process.currentDirectoryURL = scratch.folder
      process.environment = ProcessInfo.processInfo.environment.merging([
        "AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path, "TERM": "xterm",
      ]) { $1 }
      let end = FileHandle(fileDescriptor: terminal.program, closeOnDealloc: false)
      process.standardInput = end
      process.standardOutput = end
      process.standardError = end
      // Threads that tests run on block signals, and a child inherits that.
      var all = sigset_t()
      var before = sigset_t()
      sigfillset(&all)
      pthread_sigmask(SIG_UNBLOCK, &all, &before)
      defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
      try process.run()
      shown = terminal.waitForText("of 6")
    }

    /// Waits for the end, reading what is shown meanwhile.
    func end() {
      let deadline = Date(timeIntervalSinceNow: 120)
      while process.isRunning, Date() < deadline {
        shown += String(decoding: terminal.showed(within: 50), as: UTF8.self)
      }
      shown += String(decoding: terminal.showed(within: 100), as: UTF8.self)
    }
  }

  @Test(arguments: [
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGUSR1, SIGALRM, SIGSEGV, SIGABRT, SIGILL,
  ])
  func aReviewGivesTheTerminalBack(_ signal: Int32) throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let review = try Review(in: scratch)
    #expect(review.terminal.isRaw, "\(review.shown)")
    kill(review.process.processIdentifier, signal)
    review.end()
    #expect(!review.process.isRunning && !review.terminal.isRaw)
    #expect(review.shown.contains("\u{1B}[?1049l"), "the screen is given back")
    let isOrderly = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU].contains(signal)
    #expect(review.process.terminationStatus == (isOrderly ? 130 : signal))
    #expect(review.process.terminationReason == (isOrderly ? .exit : .uncaughtSignal))
  }

  @Test func aReviewOutlivesWhatOnlyFailsAWrite() throws {
    let review = try Review(in: try SimulatedHunt.shared.get().copy())
    for signal in [SIGPIPE, SIGXFSZ] { kill(review.process.processIdentifier, signal) }
    Thread.sleep(forTimeInterval: 0.2)
    #expect(review.process.isRunning)
    review.terminal.type("q")
    review.end()
    #expect(review.process.terminationStatus == 0 && !review.terminal.isRaw)
  }
}
