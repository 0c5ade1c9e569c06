import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The terminal the program was started from.
package final class POSIXTerminal: TerminalDevice {
  let input: CInt
  let output: CInt
  /// The same terminal opened anew, so that it never blocks; `output` may be another program's too.
  var ownOutput: CInt = -1
  var signals: SignalPipe?
  /// Keys that were read and not yet asked for.
  var ready: [ReviewKey] = []
  /// A write was cut short, perhaps in the middle of a command.
  var isCut = false
  /// Somebody wants the review to end, so a terminal that takes nothing is not waited for.
  var isEnding = false
  private var decoder = KeyDecoder()
  private var saved: termios?
  private var rescue: TerminalRescue?
  private var enter = ""
  private var leave = ""
  private let stopProgram: (_ group: Bool) -> Void

  /// Reads standard input; draws to standard output, or to standard error where that is none.
  package convenience init() {
    let output = [STDOUT_FILENO, STDERR_FILENO].first { isatty($0) == 1 } ?? STDOUT_FILENO
    self.init(input: STDIN_FILENO, output: output)
  }

  /// A terminal on open file descriptors, which stay the caller's to close.
  ///
  /// - Parameter suspend: Stops the program until somebody lets it go on, together with those that
  ///   were started with it where that is asked for.
  package init(
    input: CInt, output: CInt, suspend: @escaping (_ group: Bool) -> Void = Suspension.stop
  ) {
    self.input = input
    self.output = output
    stopProgram = suspend
  }

  deinit { stop() }

  package var isInteractive: Bool { isatty(input) == 1 && isatty(output) == 1 }

  package var size: TerminalSize {
    var window = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return TerminalSize(columns: 80, rows: 24)
    }
    return TerminalSize(
      columns: Int(window.ws_col), rows: Int(window.ws_row), width: Int(window.ws_xpixel),
      height: Int(window.ws_ypixel))
  }

  package func start(enter: String, leave: String) throws(ReviewError) {
    var settings = termios()
    guard tcgetattr(input, &settings) == 0 else { throw failure("tcgetattr") }
    signals = try SignalPipe(
      [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGWINCH, SIGTSTP, SIGCONT])
    rescue = TerminalRescue(input: input, output: output, settings: settings, leave: leave)
    saved = settings
    (self.enter, self.leave) = (enter, leave)
    guard makeRaw(TCSAFLUSH) else {
      stop()
      throw failure("tcsetattr")
    }
    ownOutput = Self.reopened(output)
  }

  package func stop() {
    if var settings = saved {
      if isCut { tcflush(input, TCIFLUSH) }
      // What such a terminal does not take can't be waited for.
      _ = tcsetattr(input, isCut ? TCSANOW : TCSAFLUSH, &settings)
    }
    saved = nil
    rescue = nil
    signals = nil
    if ownOutput >= 0 { close(ownOutput) }
    ownOutput = -1
  }

  package func readKey(within milliseconds: Int?) throws(ReviewError) -> ReviewKey? {
    let deadline = milliseconds.map { Date(timeIntervalSinceNow: Double($0) / 1000) }
    while true {
      if !ready.isEmpty {
        let key = ready.removeFirst()
        return key == .control("z") ? try pause(group: true) : key
      }
      // A lone escape is told from the start of a sequence by what follows; a paste is waited for.
      let left = deadline.map { max(0, Int(($0.timeIntervalSinceNow * 1000).rounded(.up))) }
      let timeout = [decoder.patience, left].compactMap(\.self).min()
      let event = try wait(timeout.map { CInt(clamping: $0) } ?? -1)
      switch event {
      case .signal(SIGWINCH): return .redraw
      case .signal(SIGTSTP): return try pause(group: false)
      case .signal(SIGCONT): return try goOn()
      case .signal:
        isEnding = true
        return .interrupt
      case .input: if !readInput() { return .endOfInput }
      case .nothing:
        ready += decoder.flush()
        if ready.isEmpty, let left, left <= timeout ?? 0 { return nil }
      }
    }
  }

  package func ask(
    _ question: String, within milliseconds: Int, until isLast: ([UInt8]) -> Bool
  ) throws(ReviewError) -> [[UInt8]] {
    try write(question)
    let deadline = Date(timeIntervalSinceNow: Double(milliseconds) / 1000)
    var replies: [[UInt8]] = []
    while true {
      for case .reply(let reply) in ready { replies.append(reply) }
      ready.removeAll { if case .reply = $0 { true } else { false } }
      if replies.contains(where: isLast) || ready.contains(.interrupt) { return replies }
      let left = Int(deadline.timeIntervalSinceNow * 1000)
      guard left > 0 else { return replies }
      switch try wait(CInt(clamping: decoder.patience.map { min($0, left) } ?? left)) {
      case .signal(SIGWINCH), .signal(SIGCONT): ready.append(.redraw)
      case .signal(SIGTSTP): ready.append(.control("z"))
      case .signal:
        ready.insert(.interrupt, at: 0)
        return replies
      case .input:
        if !readInput() {
          ready.append(.endOfInput)
          return replies
        }
      case .nothing: ready += decoder.flush()
      }
    }
  }

  /// Reads what has been typed; false at the end of the input.
  func readInput() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let length = read(input, &buffer, buffer.count)
    if length > 0 {
      ready += decoder.feed(buffer.prefix(length))
      return true
    }
    // A terminal that went away reads as an error; it has ended just the same.
    return length < 0 && (errno == EINTR || errno == EAGAIN)
  }

  private enum Event {
    case signal(CInt)
    case input
    case nothing
  }

  private func wait(_ timeout: CInt) throws(ReviewError) -> Event {
    var descriptors = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let count = poll(&descriptors, nfds_t(descriptors.count), timeout)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("poll")
      }
      if descriptors[1].revents != 0, let number = signals?.next() { return .signal(number) }
      return descriptors[0].revents != 0 ? .input : .nothing
    }
  }

  /// Gives the terminal back, stops, and takes it again once the program goes on.
  private func pause(group: Bool) throws(ReviewError) -> ReviewKey {
    guard var settings = saved else { return .other }
    try write(leave)
    _ = tcsetattr(input, TCSADRAIN, &settings)
    stopProgram(group)
    // The stop may come a moment after the call for it; an orphan is never stopped.
    var continued = pollfd(fd: signals?.descriptor ?? -1, events: Int16(POLLIN), revents: 0)
    if poll(&continued, 1, 300) > 0, let number = signals?.next(), number != SIGCONT {
      return number == SIGWINCH ? try goOn() : .interrupt
    }
    return try goOn()
  }

  private func goOn() throws(ReviewError) -> ReviewKey {
    guard saved != nil else { return .redraw }
    _ = makeRaw(TCSADRAIN)
    try write(enter)
    return .redraw
  }

  private func makeRaw(_ when: CInt) -> Bool {
    guard var settings = saved else { return false }
    cfmakeraw(&settings)
    return tcsetattr(input, when, &settings) == 0
  }

  func failure(_ call: String) -> ReviewError {
    .terminalFailed(reason: "\(call): \(String(cString: strerror(errno)))")
  }
}

/// Stopping the program as Control-Z does.
package enum Suspension {
  /// Stops this program, or all that were started with it, until the shell lets them go on.
  package static func stop(group: Bool) {
    var usual = sigaction()
    var old = sigaction()
    #if canImport(Glibc)
      usual.__sigaction_handler.sa_handler = SIG_DFL
    #else
      usual.__sigaction_u.__sa_handler = SIG_DFL
    #endif
    sigaction(SIGTSTP, &usual, &old)
    kill(group ? 0 : getpid(), SIGTSTP)
    // Nothing tells that the stop has come; a moment is enough for it to reach this thread.
    usleep(20_000)
    sigaction(SIGTSTP, &old, nil)
  }
}
