import Dispatch
import Synchronization

/// Work in the background, one thing at a time, whose result is fetched when it is there.
final class Errand<Value: Sendable>: Sendable {
  private struct State {
    var isRunning = false
    var result: Result<Value, any Error>?
  }

  private let state = Mutex(State())
  private let group = DispatchGroup()

  /// Whether the work goes on, or its result was not fetched yet.
  var isOut: Bool { state.withLock { $0.isRunning || $0.result != nil } }

  /// Starts the work, unless other work goes on.
  func start(_ work: @escaping @Sendable () throws -> Value) {
    let isFree = state.withLock { state in
      guard !state.isRunning, state.result == nil else { return false }
      state.isRunning = true
      return true
    }
    guard isFree else { return }
    DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
      let result = Result { try work() }
      state.withLock { $0 = State(result: result) }
    }
  }

  /// The result, once.
  func fetch() -> Result<Value, any Error>? {
    state.withLock { state in
      defer { state.result = nil }
      return state.result
    }
  }

  /// Waits for the work to end.
  func finish() { group.wait() }
}
