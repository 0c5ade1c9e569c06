public import Foundation
@_exported public import Vocabulary

/// The world that a long call works in: its clocks, whom it tells how far it is, and whether to stop.
///
/// ```swift
/// var activity = Activity()
/// activity.report = { event in print(event) }
/// try hunt.embed(activity: activity)
/// ```
public struct Activity: Sendable {
  /// The time of day, which ends up in the store.
  public var now: @Sendable () -> Date
  /// Seconds on a clock that only goes forward, for rates and durations.
  public var seconds: @Sendable () -> Double
  /// Whether to stop; polled between chunks. Work that was committed is kept.
  public var isCancelled: @Sendable () -> Bool
  /// Told of progress and of what a person should know; called from several threads.
  public var report: @Sendable (HuntEvent) -> Void

  /// The process's own clocks, nobody who listens, and no end before the work is done.
  public init(
    now: @escaping @Sendable () -> Date = { Date() },
    seconds: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime },
    isCancelled: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (HuntEvent) -> Void = { _ in }
  ) {
    self.now = now
    self.seconds = seconds
    self.isCancelled = isCancelled
    self.report = report
  }

  /// Stops the call where it was asked to.
  ///
  /// - Throws: `HuntError.interrupted`, which says what is kept.
  func check(_ kept: @autoclosure () -> InterruptedWork) throws(HuntError) {
    if isCancelled() { throw .interrupted(kept()) }
  }

  /// Tells something that a person should know.
  func note(_ notice: HuntNotice) { report(.notice(notice)) }

  /// Begins a stage of `total` items, of which `done` were done by an earlier run.
  func begin(_ stage: Stage, total: Int?, done: Int = 0) -> StageProgress {
    StageProgress(stage, total: total, done: done, self)
  }
}
