import Foundation

/// Signals that are handled in a way of their own as long as this lives.
final class HandledSignals {
  private var previous: [(number: CInt, action: sigaction)] = []

  /// - Parameter handler: may only do what the system allows in a signal's handler.
  init(
    _ numbers: [CInt], flags: CInt = 0, _ handler: @escaping @convention(c) (CInt) -> Void
  ) {
    for number in numbers {
      var action = sigaction()
      var old = sigaction()
      action.sa_flags = flags
      #if canImport(Glibc)
        action.__sigaction_handler.sa_handler = handler
      #else
        action.__sigaction_u.__sa_handler = handler
      #endif
      if sigaction(number, &action, &old) == 0 { previous.append((number, old)) }
    }
  }

  deinit {
    for (number, action) in previous {
      var action = action
      sigaction(number, &action, nil)
    }
  }
}
