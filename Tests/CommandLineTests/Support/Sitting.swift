import Files
import Foundation
import TestSupport
import Testing

/// A review on the real program, at a terminal of its own.
final class Sitting {
  let terminal: PseudoTerminal
  private let process: ChildProcess
  /// All that was sent to the terminal so far.
  private(set) var shown = ""
  private let size: (columns: Int, rows: Int)
  // The folder goes with it.
  private let scratch: Scratch

  /// Begins; without colours, so that pictures are made of characters.
  init(
    _ arguments: String..., in scratch: Scratch, columns: Int = 100, rows: Int = 40,
    environment: [String: String] = ["NO_COLOR": "1"]
  ) throws {
    size = (columns, rows)
    self.scratch = scratch
    terminal = try PseudoTerminal()
    terminal.resize(UInt16(columns), UInt16(rows))
    let world = ProcessInfo.processInfo.environment.merging([
      "AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path, "TERM": "xterm",
      // At a terminal it would ask what to look at, and take minutes to read a debug build.
      "SWIFT_BACKTRACE": "enable=no",
    ]) { $1 }.merging(environment) { $1 }
    let end = ChildProcess.Stream.descriptor(terminal.program)
    process = try ChildProcess(
      [AHuntProcess.executable.path, "review"] + arguments, in: scratch.folder.path,
      environment: world, input: end, output: end, error: end)
  }

  deinit {
    if process.isRunning { process.send(SIGTERM) }
  }

  /// What is to be read on the screen now; only what changed is sent.
  private var screen: String {
    ScreenModel.text(after: shown, columns: size.columns, rows: size.rows)
  }

  /// Types keys, and waits until the screen shows a text.
  func type(_ keys: String, until text: String) throws {
    terminal.type(keys)
    try wait(for: text)
  }

  /// Waits until the screen shows a text.
  func wait(for text: String) throws {
    let deadline = Date(timeIntervalSinceNow: 120)
    while !screen.contains(text) {
      try #require(Date() < deadline && process.isRunning, "no \(text) in \(screen)")
      var bytes = terminal.showed(within: 50)
      // What comes in pieces is read together.
      while !bytes.isEmpty {
        shown += String(decoding: bytes, as: UTF8.self)
        bytes = terminal.showed(within: 5)
      }
    }
  }

  /// Whether it goes on.
  var isRunning: Bool { process.isRunning }

  /// Sends a signal.
  func send(_ signal: Int32) {
    process.send(signal)
  }

  /// The signal that ended it; nil where it ended by itself.
  var signal: Int32? {
    if case .signal(let signal) = process.wait() { signal } else { nil }
  }

  /// Ends without a word.
  func kill() {
    process.send(SIGKILL)
    process.wait()
  }

  /// Types keys that end it, and waits for that, reading what is shown meanwhile.
  ///
  /// - Returns: The exit status, or the number of the signal that ended it.
  @discardableResult func end(_ keys: String = "q") throws -> Int32 {
    terminal.type(keys)
    let deadline = Date(timeIntervalSinceNow: 120)
    while process.isRunning, Date() < deadline {
      shown += String(decoding: terminal.showed(within: 50), as: UTF8.self)
    }
    shown += String(decoding: terminal.showed(within: 100), as: UTF8.self)
    // A process that runs yet has no status to be read.
    try #require(!process.isRunning, "the review goes on after its end was typed: \(screen)")
    switch process.wait() {
    case .exit(let status), .signal(let status): return status
    }
  }
}
