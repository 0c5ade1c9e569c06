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

  /// A review that has asked its first question.
  private func review() throws -> Sitting {
    let sitting = try Sitting(
      in: try SimulatedHunt.shared.get().copy(), columns: 80, rows: 24, environment: [:])
    try sitting.wait(for: "of 6")
    return sitting
  }

  @Test(arguments: [
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGUSR1, SIGALRM, SIGSEGV, SIGABRT, SIGILL,
  ])
  func aReviewGivesTheTerminalBack(_ signal: Int32) throws {
    let review = try review()
    #expect(review.terminal.isRaw, "\(review.shown)")
    review.send(signal)
    let status = try review.end("")
    #expect(!review.terminal.isRaw)
    #expect(review.shown.contains("\u{1B}[?1049l"), "the screen is given back")
    let isOrderly = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU].contains(signal)
    #expect(status == (isOrderly ? 130 : signal))
    #expect(review.signal == (isOrderly ? nil : signal))
  }

  @Test func aReviewOutlivesWhatOnlyFailsAWrite() throws {
    let review = try review()
    for signal in [SIGPIPE, SIGXFSZ] { review.send(signal) }
    Thread.sleep(forTimeInterval: 0.2)
    #expect(review.isRunning)
    #expect(try review.end() == 0 && !review.terminal.isRaw)
  }
}
