import Foundation

/// How a store waits while another process writes.
package struct WriteWait: Sendable {
  /// Seconds to wait at most.
  package var limit: Double
  /// Told once a wait that it has lasted a second, with the process that writes where it is known.
  package var tell: @Sendable (_ holder: String?) -> Void
  /// Whether to give up; asked ten times a second.
  package var isCancelled: @Sendable () -> Bool

  /// Waits ten seconds without a word unless told otherwise.
  package init(
    limit: Double = 10, tell: @escaping @Sendable (_ holder: String?) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.limit = limit
    self.tell = tell
    self.isCancelled = isCancelled
  }

  /// Seconds before the next try; short at first, for most writers are done at once.
  private static let pauses = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50].map { $0 / 1000.0 }
  private static let longPause = 0.1

  /// Seconds that were waited before a try, which is why no state is kept.
  private static func waited(before tries: Int) -> Double {
    pauses.prefix(tries).reduce(0, +) + Double(max(0, tries - pauses.count)) * longPause
  }

  /// Waits once more, or says that it was long enough.
  ///
  /// - Parameter path: the file that is waited for.
  func goesOn(after tries: Int, path: String) -> Bool {
    let before = Self.waited(before: tries)
    guard before < limit, !isCancelled() else { return false }
    let pause = tries < Self.pauses.count ? Self.pauses[tries] : Self.longPause
    if before < 1, before + pause >= 1 { tell(LockHolder.ofHunt(at: path)?.description) }
    Thread.sleep(forTimeInterval: min(pause, limit - before))
    return true
  }
}
