import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The terminal the program was started from.
package final class POSIXTerminal: TerminalDevice {
  private let input: CInt
  private let output: CInt
  private var saved: termios?
  private var signals: SignalPipe?
  private var rescue: TerminalRescue?
  private var decoder = KeyDecoder()
  private var ready: [ReviewKey] = []

  /// Reads standard input; draws to standard output, or to standard error where that is none.
  package convenience init() {
    let output = [STDOUT_FILENO, STDERR_FILENO].first { isatty($0) == 1 } ?? STDOUT_FILENO
    self.init(input: STDIN_FILENO, output: output)
  }

  /// A terminal on open file descriptors, which stay the caller's to close.
  package init(input: CInt, output: CInt) {
    self.input = input
    self.output = output
  }

  deinit { stop() }

  package var isInteractive: Bool { isatty(input) == 1 && isatty(output) == 1 }

  package var size: TerminalSize {
    var window = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return TerminalSize(columns: 80, rows: 24)
    }
    return TerminalSize(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }

  package func start(leave: String) throws(ReviewError) {
    var settings = termios()
    guard tcgetattr(input, &settings) == 0 else { throw failure("tcgetattr") }
    signals = try SignalPipe([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGWINCH])
    rescue = TerminalRescue(input: input, output: output, settings: settings, leave: leave)
    saved = settings
    cfmakeraw(&settings)
    guard tcsetattr(input, TCSAFLUSH, &settings) == 0 else {
      stop()
      throw failure("tcsetattr")
    }
  }

  package func stop() {
    if var settings = saved { _ = tcsetattr(input, TCSAFLUSH, &settings) }
    saved = nil
    rescue = nil
    signals = nil
  }

  package func write(_ text: String) throws(ReviewError) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { systemWrite(output, $0.baseAddress, $0.count) }
      if written > 0 {
        bytes = bytes.dropFirst(written)
      } else if errno != EINTR, errno != EAGAIN {
        throw failure("write")
      }
    }
  }

  package func readKey(within milliseconds: Int?) throws(ReviewError) -> ReviewKey? {
    while ready.isEmpty {
      // A lone escape is told from the start of a sequence by what follows within 50 ms;
      // a paste is waited for to its end.
      let timeout = CInt(clamping: decoder.patience ?? milliseconds ?? -1)
      var descriptors = [
        pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&descriptors, nfds_t(descriptors.count), timeout)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("poll")
      }
      if descriptors[1].revents != 0, let number = signals?.next() {
        return number == SIGWINCH ? .redraw : .interrupt
      }
      if count == 0 {
        guard decoder.isWaiting else { return nil }
        ready += decoder.flush()
      } else if descriptors[0].revents != 0 {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let length = read(input, &buffer, buffer.count)
        if length > 0 {
          ready += decoder.feed(buffer.prefix(length))
        } else if length == 0 || (errno != EINTR && errno != EAGAIN) {
          // A terminal that went away reads as an error; it has ended just the same.
          return .endOfInput
        }
      }
    }
    return ready.removeFirst()
  }

  private func failure(_ call: String) -> ReviewError {
    .terminalFailed(reason: "\(call): \(String(cString: strerror(errno)))")
  }
}

/// `write` of the C library, which the method of the same name hides.
private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
