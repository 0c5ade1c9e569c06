import Foundation
import Models

/// Times the second half of a training from what the trainer tells its observer.
///
/// The first half warms up; in an embedder's second half the flow is the prior, as in most of a
/// real training. Validation between the halves does not count.
final class StepClock: @unchecked Sendable {
  private let seconds: @Sendable () -> Double
  private let lock = NSLock()
  private var first: (step: Int, time: Double)?
  private var last: (step: Int, time: Double)?
  private var steps = 0

  init(_ seconds: @escaping @Sendable () -> Double) { self.seconds = seconds }

  /// Takes the time of a step that is done.
  func observe(_ event: TrainingEvent) {
    guard case .step(let step, let steps, _, _, _) = event, step > steps / 2 else { return }
    lock.withLock {
      self.steps = steps
      last = (step, seconds())
      if first == nil { first = last }
    }
  }

  /// Share of the whole training that was timed, and the seconds it took.
  var timed: (share: Double, seconds: Double) {
    lock.withLock {
      guard let first, let last, last.step > first.step else { return (0, 0) }
      return (Double(last.step - first.step) / Double(steps), last.time - first.time)
    }
  }
}
