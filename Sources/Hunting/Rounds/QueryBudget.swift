package import Vocabulary

/// How a round's questions are divided among the arms.
package struct QueryBudget: Sendable, Equatable, Codable {
  /// Share of each arm, 0 where it has none; not necessarily adding up to 1.
  private var shares: [Arm: Double]

  /// Mostly interest, which finds most in replayed hunts; each other arm keeps a foothold.
  ///
  /// One question in twenty for each other arm costs almost no finds, and buys new kinds, a better
  /// ranking of what stays unseen and, from the random arm, an honest count.
  package static let standard = QueryBudget(
    interest: 0.85, novelty: 0.05, uncertainty: 0.05, random: 0.05)

  private init(interest: Double, novelty: Double, uncertainty: Double, random: Double) {
    shares = [
      .interest: interest, .novelty: novelty, .uncertainty: uncertainty, .random: random,
    ]
  }

  /// Takes shares of zero or more, at least one of them positive; arms left out get none.
  package init(shares: [Arm: Double]) throws(HuntingError) {
    for arm in Arm.allCases {
      let share = shares[arm] ?? 0
      guard share.isFinite, share >= 0 else {
        throw .invalidShare(arm: arm.rawValue, share: share)
      }
    }
    guard shares.values.contains(where: { $0 > 0 }) else { throw .emptyBudget }
    self.shares = shares
  }

  /// The arm's share of the whole, in 0...1.
  package func share(of arm: Arm) -> Double {
    (shares[arm] ?? 0) / Arm.allCases.reduce(0) { $0 + (shares[$1] ?? 0) }
  }

  /// The same mix with one arm's share handed to another.
  package func moving(_ source: Arm, to target: Arm) -> QueryBudget {
    var moved = self
    moved.shares[target] = (shares[target] ?? 0) + (shares[source] ?? 0)
    moved.shares[source] = 0
    return moved
  }

  /// Questions an arm in `Arm.allCases` order, adding up to `size`.
  package func counts(size: Int) -> [Int] {
    Apportionment.largestRemainder(size, shares: Arm.allCases.map { share(of: $0) })
  }
}
