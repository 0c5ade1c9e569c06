import Foundation

/// A place that text is written to: a standard stream, or memory in tests.
protocol TextStream: Sendable {
  /// Whether a person watches it on a terminal.
  var isTerminal: Bool { get }
  /// Appends the text as it is, with no newline added.
  func write(_ text: String)
}

/// Standard output or standard error of this process, unbuffered.
struct StandardStream: TextStream {
  private let descriptor: Int32

  /// The process's standard output.
  static let output = StandardStream(descriptor: STDOUT_FILENO)
  /// The process's standard error.
  static let error = StandardStream(descriptor: STDERR_FILENO)

  var isTerminal: Bool { isatty(descriptor) == 1 }

  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      // A reader that went away (`ahunt rank | head`) is no failure of the hunt.
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}

/// Text kept in memory, for trying commands without a terminal.
final class MemoryStream: TextStream, @unchecked Sendable {
  // `lock` guards `contents`, which is why the unchecked conformance holds.
  private let lock = NSLock()
  private var contents = ""
  let isTerminal: Bool

  /// An empty stream that says it is, or isn't, a terminal.
  init(isTerminal: Bool = false) {
    self.isTerminal = isTerminal
  }

  /// Everything written so far.
  var text: String { lock.withLock { contents } }

  func write(_ text: String) {
    lock.withLock { contents += text }
  }
}
