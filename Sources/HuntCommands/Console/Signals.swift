import Foundation
import Synchronization

/// Set by signal handlers, read by every thread.
private let stopRequested = Atomic(false)
private let fileLimitReached = Atomic(false)

/// What signals mean to the program. Nothing that was confirmed depends on them: a kill at any moment
/// costs computing only.
///
/// | signal | meaning |
/// | --- | --- |
/// | SIGINT, SIGTERM, SIGHUP | in a long job, stop at the next chunk; the second time, and elsewhere, end at once |
/// | SIGXCPU | in a long job, stop at the next chunk |
/// | SIGQUIT | end at once |
/// | SIGPIPE | the write that caused it fails; the program ends quietly |
/// | SIGXFSZ | the write that caused it fails, and the sentence says why |
///
/// While a review has the terminal, `SignalPipe` and `TerminalRescue` take them: it is given back
/// whatever ends the program.
enum Signals {
  /// Whether a long job should stop.
  static var isInterrupted: Bool { stopRequested.load(ordering: .relaxed) }

  /// Whether a write failed because its file would have grown beyond the session's limit.
  static var isFileLimitReached: Bool { fileLimitReached.load(ordering: .relaxed) }

  /// Lets writes fail that would end the program; what writes says why.
  static func settle() {
    // Handlers and not SIG_IGN, which a browser that is started for a report would inherit.
    handle(SIGPIPE) { _ in }
    handle(SIGXFSZ) { _ in fileLimitReached.store(true, ordering: .relaxed) }
  }

  /// Takes signals as wishes that a long job stops; until then they end the program at once.
  static func watch() {
    stopRequested.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // `nohup` has a job go on when the terminal closes.
      if number == SIGHUP, isIgnored(number) { continue }
      // The second one has its usual meaning.
      handle(number, Int32(truncatingIfNeeded: SA_RESETHAND)) { _ in
        stopRequested.store(true, ordering: .relaxed)
      }
    }
    // Sent every second from the limit of computing time on.
    handle(SIGXCPU) { _ in stopRequested.store(true, ordering: .relaxed) }
  }

  private static func handle(
    _ number: Int32, _ flags: Int32 = 0, with handler: @escaping @convention(c) (Int32) -> Void
  ) {
    var action = sigaction()
    action.sa_flags = flags | SA_RESTART
    #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = handler
    #else
      action.__sigaction_u.__sa_handler = handler
    #endif
    sigaction(number, &action, nil)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
