internal import Evaluation
import Vocabulary

/// Divides a round's questions by what each arm's questions brought so far.
///
/// Thompson sampling (Thompson 1933): every question goes to the arm whose chance of a find, drawn
/// from what is known of it, is highest. Older rounds count less, since an arm's yield changes as
/// the hunt goes on. The random arm keeps its share, for its estimate's sake.
package struct AdaptiveBudget: Sendable, Equatable {
  /// What a round counts for, compared with the round after it.
  private static let memory = 0.8
  /// Questions that the common yield of all arms stands for in each arm's own.
  private static let prior = 4.0

  /// The mix to start from; an arm without a share in it never asks.
  package let base: QueryBudget
  /// Questions asked and anomalies found by each arm, round after round.
  package let rounds: [[ArmYield]]

  /// A mix and what has been asked so far.
  package init(base: QueryBudget, rounds: [[ArmYield]]) {
    self.base = base
    self.rounds = rounds
  }

  /// The mix of the next round; the same seed gives the same one.
  package func budget(size: Int, seed: UInt64) throws(HuntingError) -> QueryBudget {
    let known = remembered()
    let asked = known.values.reduce(0) { $0 + $1.asked }
    let counts = base.counts(size: size)
    let learning = Arm.allCases.filter { $0 != .random && base.share(of: $0) > 0 }
    guard asked > 0, !learning.isEmpty else { return base }
    let common = known.values.reduce(0) { $0 + $1.found } / asked
    var shares: [Arm: Double] = [:]
    let random = counts[Arm.allCases.firstIndex(of: .random)!]
    if random > 0 { shares[.random] = Double(random) }
    var generator = SeededGenerator(seed: seed ^ UInt64(rounds.count) &* 0x9e37_79b9_7f4a_7c15)
    for _ in 0..<size - random {
      var best: (arm: Arm, chance: Double)?
      for arm in learning {
        let own = known[arm] ?? (asked: 0, found: 0)
        let chance = BetaDraw.draw(
          own.found + Self.prior * max(common, 0.01),
          own.asked - own.found + Self.prior * max(1 - common, 0.01), using: &generator)
        if chance > best?.chance ?? -1 { best = (arm, chance) }
      }
      shares[best!.arm, default: 0] += 1
    }
    return try QueryBudget(shares: shares)
  }

  /// Questions and finds of each arm, older rounds fading.
  private func remembered() -> [Arm: (asked: Double, found: Double)] {
    var known: [Arm: (asked: Double, found: Double)] = [:]
    for round in rounds {
      known = known.mapValues { ($0.asked * Self.memory, $0.found * Self.memory) }
      for yield in round {
        known[yield.arm, default: (0, 0)].asked += Double(yield.asked)
        known[yield.arm, default: (0, 0)].found += Double(yield.found)
      }
    }
    return known
  }
}
