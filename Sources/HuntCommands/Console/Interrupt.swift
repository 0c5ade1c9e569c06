import Foundation

/// Set by the signal handler, which may touch nothing but such a flag.
private nonisolated(unsafe) var interruptRequested: sig_atomic_t = 0

/// Ctrl-C: the first asks a long job to stop at its next chunk, the second ends the process.
enum Interrupt {
  /// Whether Ctrl-C was pressed since `watch()`.
  static var isRequested: Bool { interruptRequested != 0 }

  /// Starts to listen; until then Ctrl-C ends the process at once, as everywhere.
  static func watch() {
    var action = sigaction()
    // SA_RESETHAND gives the second Ctrl-C back its usual meaning.
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
    #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = { _ in interruptRequested = 1 }
    #else
      action.__sigaction_u.__sa_handler = { _ in interruptRequested = 1 }
    #endif
    sigaction(SIGINT, &action, nil)
  }
}
