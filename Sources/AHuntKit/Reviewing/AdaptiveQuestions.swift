import Foundation
import Hunting
import Store
import Vocabulary

/// Draws the questions of an adaptive review, one at a time, and keeps them as those of one round.
final class AdaptiveQuestions: @unchecked Sendable {
  /// Turns after which the arms begin anew, as they do with every round of this size.
  private static let cycle = 20

  // All that changes is reached under the lock.
  private let lock = NSLock()
  /// The number of this review's own round, once it has one.
  private var round: Int?
  private var budget: QueryBudget?
  private var turns: [Arm: Int] = [:]

  private let store: HuntStore
  private let gate: StoreGate
  private let hunt: HuntRecord.ID
  private let learning: LiveLearning
  private let now: @Sendable () -> Date

  init(
    _ store: HuntStore, _ gate: StoreGate, hunt: HuntRecord.ID, _ learning: LiveLearning,
    now: @escaping @Sendable () -> Date
  ) {
    self.store = store
    self.gate = gate
    self.hunt = hunt
    self.learning = learning
    self.now = now
  }

  /// The question that is most worth asking by the newest ranking, opened in the store; nil where every
  /// galaxy was asked or labelled.
  ///
  /// - Throws: What keeps the head from learning, or an error of the store.
  func next() throws -> Question? {
    let head = try learning.first()
    return try lock.withLock {
      // Arms that begin to have something to say, or no longer do, share the turns anew.
      if head.draws?.budget != budget { turns = [:] }
      budget = head.draws?.budget
      while let drawn = try head.draws?.next(after: turns) {
        guard let asked = try ask(drawn, head) else { continue }
        turns[drawn.arm, default: 0] += 1
        if turns.values.reduce(0, +) >= Self.cycle { turns = [:] }
        learning.prepare(after: turns)
        return asked
      }
      return nil
    }
  }

  /// Stores a question; nil where the galaxy was asked or answered since the ranking was made.
  private func ask(_ drawn: PlannedQuestion, _ head: LiveHead) throws -> Question? {
    let snapshot = head.moment.snapshot
    let shares = Dictionary(
      uniqueKeysWithValues: Arm.allCases.map { ($0.rawValue, budget?.share(of: $0) ?? 0) })
    do {
      let asked = try gate.reading {
        try store.ask(
          NewQuestion(drawn, of: snapshot), inRound: round,
          GrowingRound(
            arms: shares, seed: Int64(bitPattern: head.moment.drawSeed),
            model: snapshot.embedder.id, network: snapshot.finetuned.model),
          lastAnswer: head.moment.lastAnswer, hunt: hunt, now: now())
      }
      round = asked.round
      return asked
    } catch StoreError.alreadyAsked {
      return nil
    } catch StoreError.noRound {
      // Somebody has withdrawn the round, so what follows is another.
      round = nil
      return try ask(drawn, head)
    }
  }
}
