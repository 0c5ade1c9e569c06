import Foundation

/// How far a stage is; tells the activity's listener.
final class StageProgress: @unchecked Sendable {
  // Jobs report from several threads; `lock` guards the variables below.
  private let activity: Activity
  private let start: Double
  private let lock = NSLock()
  private var done: Int
  private var total: Int?
  private var isFinished = false

  init(_ stage: Stage, total: Int?, done: Int, _ activity: Activity) {
    self.activity = activity
    self.total = total
    self.done = done
    start = activity.seconds()
    activity.report(.began(stage, total: total, done: done))
  }

  /// Seconds since it began.
  var elapsed: Double { activity.seconds() - start }

  /// `count` more items are done.
  func advance(by count: Int) {
    let (done, total) = lock.withLock {
      self.done += count
      return (self.done, self.total)
    }
    activity.report(.advanced(done: done, total: total))
  }

  /// So many items are done in all, of how many where that is known only now.
  func update(_ done: Int, of total: Int? = nil) {
    let known = lock.withLock {
      self.done = done
      self.total = total ?? self.total
      return self.total
    }
    activity.report(.advanced(done: done, total: known))
  }

  /// The stage is over; harmless when called again.
  func finish() {
    let isFirst = lock.withLock {
      defer { isFinished = true }
      return !isFinished
    }
    if isFirst { activity.report(.ended) }
  }
}
