import Foundation
import TestSupport
import Testing

/// A review on the real program, at a terminal of its own.
final class Sitting {
  let terminal: PseudoTerminal
  let process = Process()
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
    process.executableURL = AHuntProcess.executable
    process.arguments = ["review"] + arguments
    process.currentDirectoryURL = scratch.folder
    process.environment = ProcessInfo.processInfo.environment.merging([
      "AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path, "TERM": "xterm",
      // At a terminal it would ask what to look at, and take minutes to read a debug build.
      "SWIFT_BACKTRACE": "enable=no",
    ]) { $1 }.merging(environment) { $1 }
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
  }

  deinit {
    if process.isRunning { process.terminate() }
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

  /// Ends without a word.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Types keys that end it, and waits for that, reading what is shown meanwhile.
  ///
  /// - Returns: The exit status.
  @discardableResult func end(_ keys: String = "q") throws -> Int32 {
    terminal.type(keys)
    let deadline = Date(timeIntervalSinceNow: 120)
    while process.isRunning, Date() < deadline {
      shown += String(decoding: terminal.showed(within: 50), as: UTF8.self)
    }
    shown += String(decoding: terminal.showed(within: 100), as: UTF8.self)
    // A process that runs yet has no status to be read.
    try #require(!process.isRunning, "the review goes on after its end was typed: \(screen)")
    return process.terminationStatus
  }
}
