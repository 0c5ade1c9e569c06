import Foundation
import Synchronization

/// Set by the signal handler, read by every thread.
private let interruptRequested = Atomic(false)

/// Ctrl-C: the first asks a long job to stop at its next chunk, the second ends the process.
enum Interrupt {
  /// Whether Ctrl-C was pressed since `watch()`.
  static var isRequested: Bool { interruptRequested.load(ordering: .relaxed) }

  /// Starts to listen; until then Ctrl-C ends the process at once, as everywhere.
  static func watch() {
    // Made here: a handler must not be the first to touch a global.
    interruptRequested.store(false, ordering: .relaxed)
    var action = sigaction()
    // SA_RESETHAND gives the second Ctrl-C back its usual meaning.
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_RESTART
    #if canImport(Glibc)
      action.__sigaction_handler.sa_handler = { _ in
        interruptRequested.store(true, ordering: .relaxed)
      }
    #else
      action.__sigaction_u.__sa_handler = { _ in
        interruptRequested.store(true, ordering: .relaxed)
      }
    #endif
    sigaction(SIGINT, &action, nil)
  }
}
