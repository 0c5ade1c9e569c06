import Foundation
import Hunting
import Store
import Threads
import Vocabulary

/// Fits the head in the background, again and again as answers come.
///
/// One thread sleeps until it is woken, reads the small tables that answers change, and fits the head to
/// the vectors that it read once. What comes while it is at work is learned together afterwards: the
/// latest wins. A fit that fails changes nothing.
final class LiveLearning: @unchecked Sendable {
  // All that changes is reached under the condition's lock, but for what the thread alone uses.
  private let condition = NSCondition()
  /// Fits that were asked for, and the last of them that was done or has failed.
  private var (wanted, done) = (1, 0)
  private var isClosed = false
  private var head: LiveHead?
  private var failure: (any Error)?
  private var turns: [Arm: Int] = [:]
  private var novelty: [Float]?

  private let store: HuntStore
  private let gate: StoreGate
  private let hunt: HuntRecord.ID
  private let budget: QueryBudget?
  private let again: [Question]

  /// Begins to learn at once.
  ///
  /// - Parameters:
  ///   - budget: how the questions are divided that are to be drawn; nil where none are.
  ///   - again: questions that are asked for reasons of their own, of which the head says what it makes.
  init(
    _ store: HuntStore, _ gate: StoreGate, hunt: HuntRecord.ID, budget: QueryBudget?,
    again: [Question] = []
  ) {
    self.store = store
    self.gate = gate
    self.hunt = hunt
    self.budget = budget
    self.again = again
    BackgroundThread.start { [self] in work() }
  }

  /// What was learned last; nil before the first time.
  var newest: LiveHead? { locked { head } }

  /// Whether something is on its way.
  var isLearning: Bool { locked { !isClosed && done < wanted } }

  /// Says that something was answered.
  func wake() {
    locked {
      wanted += 1
      condition.broadcast()
    }
  }

  /// Ends the work; what is being computed is not waited for, and comes to nothing.
  func close() {
    locked {
      isClosed = true
      condition.broadcast()
    }
  }

  /// What was learned last, waiting for the very first time.
  ///
  /// - Throws: What kept it from learning at all; `CancellationError` where it was closed.
  func first() throws -> LiveHead {
    try locked {
      while head == nil, failure == nil, !isClosed { condition.wait() }
      if let head { return head }
      throw failure ?? CancellationError()
    }
  }

  /// Tells how many questions each arm has had, so that the next arm's are ready.
  func prepare(after turns: [Arm: Int]) { locked { self.turns = turns } }

  /// What the thread keeps from one fit to the next.
  private struct Survey {
    let snapshot: HuntSnapshot
    /// A head for its vectors that has learned nothing.
    let head: PersonalisedHead
  }

  /// The thread.
  private func work() {
    var known: Survey?
    while let target = nextTarget() {
      do {
        let moment = try gate.reading { try LiveMoment(store, hunt: hunt, after: known?.snapshot) }
        let survey: Survey
        if let known, known.snapshot.isOfSameVectors(as: moment.snapshot) {
          survey = known
        } else {
          survey = Survey(
            snapshot: moment.snapshot, head: PersonalisedHead(for: moment.snapshot.features))
          locked { novelty = nil }
        }
        known = survey
        let ranking = try moment.snapshot.ranking(head: survey.head) { [weak self] in
          try self?.novelty(of: moment.snapshot) ?? []
        }
        let learned = try LiveHead(
          ranking, moment, generation: target, budget: budget, again: again)
        try getReady(learned)
        finish(target) { head = learned }
      } catch {
        finish(target) { failure = error }
      }
    }
  }

  /// Ranks for the arms whose turns are next.
  private func getReady(_ head: LiveHead) throws {
    var turns = locked { self.turns }
    for _ in 0..<2 {
      guard let arm = head.draws?.arm(after: turns) else { return }
      try head.draws?.prepare(arm)
      turns[arm, default: 0] += 1
    }
  }

  /// Sleeps until there is something to learn; nil once the work has ended.
  private func nextTarget() -> Int? {
    locked {
      while done == wanted, !isClosed { condition.wait() }
      return isClosed ? nil : wanted
    }
  }

  private func finish(_ target: Int, _ change: () -> Void) {
    locked {
      change()
      done = target
      condition.broadcast()
    }
  }

  /// The novelty of the survey, which no answer changes.
  private func novelty(of snapshot: HuntSnapshot) throws -> [Float] {
    if let known = locked({ novelty }), known.count == snapshot.ids.count { return known }
    let fused = try gate.reading { try snapshot.score(.fusion) }
    let values = try snapshot.novelty(fused: fused)
    locked { novelty = values }
    return values
  }

  private func locked<T>(_ body: () throws -> T) rethrows -> T {
    condition.lock()
    defer { condition.unlock() }
    return try body()
  }
}
