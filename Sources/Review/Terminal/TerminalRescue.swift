import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// A handler can reach nothing but globals, and may not allocate; so all is laid out beforehand.
private nonisolated(unsafe) var rescuedInput: CInt = -1
private nonisolated(unsafe) var rescuedOutput: CInt = -1
private nonisolated(unsafe) var rescuedSettings: UnsafeMutablePointer<termios>?
private nonisolated(unsafe) var rescuedLeave: UnsafeMutablePointer<UInt8>?
private nonisolated(unsafe) var rescuedLeaveCount = 0
private nonisolated(unsafe) var rescuedActions: UnsafeMutablePointer<sigaction>?

/// Gives a raw terminal back when a signal ends the program in the middle of a review.
///
/// The signals that end a review in good order are those of `SignalPipe`; these are all others that
/// can be caught: crashes, and signals that nobody sends on purpose. They go on to whoever held them
/// before, who starts the program anew where a decoder crashed, or to end the program.
final class TerminalRescue {
  private static let numbers = [
    SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1,
    SIGUSR2,
  ]
  private static let count = Int(numbers.max() ?? 0) + 1
  private var signals: HandledSignals?

  /// Ends a command, or the bytes of a picture, that the crash cut short.
  private static let cancel = "\u{18}\u{1B}\\"

  /// Remembers how the terminal was; `leave` is what makes its screen what it was.
  init(input: CInt, output: CInt, settings: termios, leave: String) {
    let bytes = Array((leave.isEmpty ? "" : Self.cancel + leave).utf8)
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    copy.update(from: bytes, count: bytes.count)
    let kept = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    kept.initialize(to: settings)
    (rescuedInput, rescuedOutput) = (input, output)
    (rescuedSettings, rescuedLeave, rescuedLeaveCount) = (kept, copy, bytes.count)
    let actions = UnsafeMutablePointer<sigaction>.allocate(capacity: Self.count)
    actions.initialize(repeating: sigaction(), count: Self.count)
    for number in Self.numbers { sigaction(number, nil, actions + Int(number)) }
    rescuedActions = actions
    // The second time the signal has the meaning that it had before. A thread whose stack is full has
    // another, where one was set up for it.
    signals = HandledSignals(
      Self.numbers, flags: CInt(truncatingIfNeeded: SA_RESETHAND) | CInt(SA_ONSTACK), rescue)
  }

  deinit {
    // First, so that no signal finds what is taken away here.
    signals = nil
    rescuedSettings?.deallocate()
    rescuedLeave?.deallocate()
    rescuedActions?.deallocate()
    (rescuedSettings, rescuedLeave, rescuedLeaveCount, rescuedActions) = (nil, nil, 0, nil)
  }
}

private func rescue(_ number: CInt) {
  if let settings = rescuedSettings { tcsetattr(rescuedInput, TCSANOW, settings) }
  if let leave = rescuedLeave { _ = write(rescuedOutput, leave, rescuedLeaveCount) }
  if let actions = rescuedActions { sigaction(number, actions + Int(number), nil) }
  raise(number)
}
