import Files
import Foundation
import Synchronization
import Vocabulary

/// A place that text is written to: a standard stream, or memory in tests.
protocol TextStream: Sendable {
  /// Whether a person watches it on a terminal.
  var isTerminal: Bool { get }
  /// Whether it goes into a file, which keeps what was given.
  var isFile: Bool { get }
  /// Appends text for people, in the colours of the palette.
  func write(_ text: StyledText, _ palette: Palette) throws(StreamError)
  /// Appends bytes as they are.
  func write(_ bytes: Data) throws(StreamError)
  /// Writes a line in the place of the one that the cursor is on, and goes to the next if it is the
  /// last.
  func redraw(_ line: String, isLast: Bool)
}

extension TextStream {
  /// Appends text for people, without colours.
  func write(_ text: String) throws(StreamError) {
    try write(StyledText(text), Palette(isEnabled: false))
  }
}

/// Why a stream took nothing.
enum StreamError: Error, Equatable {
  /// The reader of a pipe went away, as in `ahunt rank | head`.
  case noReader
  /// The system refuses what is written to the stream, with its error number.
  case unwritable(stream: String, code: Int32)
}

extension StreamError: CustomStringConvertible, Remedied {
  var description: String {
    switch self {
    case .noReader: "nobody reads the result"
    case .unwritable(let stream, let code):
      "\(stream) can't be written: \(SystemWords.of(code)); the result is incomplete, and what the "
        + "command stored is kept"
    }
  }

  var remedy: String? { nil }
}

/// Standard streams that were closed when the program began, as a set of bits.
private let closedStreams = Atomic<Int32>(0)
/// Whether a sentence was lost on standard error.
private let wordsAreLost = Atomic(false)

/// Standard output or standard error of this process, unbuffered.
struct StandardStream: TextStream {
  private let descriptor: Int32
  private let name: String

  /// The process's standard output.
  static let output = StandardStream(descriptor: STDOUT_FILENO, name: "standard output")
  /// The process's standard error.
  static let error = StandardStream(descriptor: STDERR_FILENO, name: "standard error")

  /// Keeps files that are opened later from taking the place of a closed stream.
  static func secure() {
    for descriptor in Descriptor.fillClosedStreams() {
      closedStreams.bitwiseOr(1 << descriptor, ordering: .relaxed)
    }
  }

  /// Whether something that a person should have read was lost on standard error.
  static var hasLostWords: Bool { wordsAreLost.load(ordering: .relaxed) }

  /// Takes note of a lost sentence, but where nobody wanted one: the stream was closed from the
  /// start, or its reader left.
  static func loseWords(_ error: StreamError) {
    if case .unwritable(_, let code) = error, code != EBADF {
      wordsAreLost.store(true, ordering: .relaxed)
    }
  }

  var isTerminal: Bool { isatty(descriptor) == 1 }

  var isFile: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  func write(_ text: StyledText, _ palette: Palette) throws(StreamError) {
    if let code = send(text.rendered(palette)) { throw failure(code) }
  }

  func write(_ bytes: Data) throws(StreamError) {
    if let code = bytes.withUnsafeBytes(send) { throw failure(code) }
  }

  func redraw(_ line: String, isLast: Bool) {
    // How far a job is may be lost: the job goes on.
    _ = send("\r\(TerminalText.safe(line))\u{1B}[K" + (isLast ? "\n" : ""))
  }

  private func send(_ text: String) -> Int32? {
    var text = text
    return text.withUTF8 { send(UnsafeRawBufferPointer($0)) }
  }

  /// Writes all, or gives the system's error number.
  private func send(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    guard !bytes.isEmpty else { return nil }
    let isClosed = closedStreams.load(ordering: .relaxed) & 1 << descriptor != 0
    return isClosed ? EBADF : Descriptor.write(bytes, to: descriptor)
  }

  private func failure(_ code: Int32) -> StreamError {
    code == EPIPE ? .noReader : .unwritable(stream: name, code: code)
  }
}

/// Text kept in memory, for trying commands without a terminal.
final class MemoryStream: TextStream, @unchecked Sendable {
  // `lock` guards `contents`, which is why the unchecked conformance holds.
  private let lock = NSLock()
  private var contents = ""
  let isTerminal: Bool
  let isFile = false

  /// An empty stream that says it is, or isn't, a terminal.
  init(isTerminal: Bool = false) {
    self.isTerminal = isTerminal
  }

  /// Everything written so far.
  var text: String { lock.withLock { contents } }

  func write(_ text: StyledText, _ palette: Palette) {
    lock.withLock { contents += text.rendered(palette) }
  }

  func write(_ bytes: Data) {
    lock.withLock { contents += String(decoding: bytes, as: UTF8.self) }
  }

  func redraw(_ line: String, isLast: Bool) {
    lock.withLock { contents += "\r\(TerminalText.safe(line))\u{1B}[K" + (isLast ? "\n" : "") }
  }
}
