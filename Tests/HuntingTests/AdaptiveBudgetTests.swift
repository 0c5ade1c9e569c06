import Evaluation
import Testing
import Vocabulary

@testable import Hunting

struct AdaptiveBudgetTests {
  private func counts(_ rounds: [[ArmYield]], seed: UInt64 = 1) throws -> [Int] {
    try AdaptiveBudget(base: .standard, rounds: rounds).budget(size: 20, seed: seed)
      .counts(size: 20)
  }

  @Test func beforeTheFirstRoundTheMixIsTheGivenOne() throws {
    #expect(try counts([]) == QueryBudget.standard.counts(size: 20))
  }

  @Test func questionsGoWhereTheFindsAre() throws {
    let rounds = [
      [
        ArmYield(arm: .interest, asked: 17, found: 1),
        ArmYield(arm: .novelty, asked: 30, found: 20),
        ArmYield(arm: .random, asked: 9, found: 9),
      ]
    ]
    for seed in 0..<20 as Range<UInt64> {
      let counts = try counts(rounds, seed: seed)
      #expect(counts.reduce(0, +) == 20)
      #expect(counts[1] > counts[0])
      // The random arm keeps its question, however well it does.
      #expect(counts[3] == 1)
    }
  }

  @Test func whatPaidLongAgoIsForgotten() throws {
    func round(_ found: Int) -> [ArmYield] {
      [
        ArmYield(arm: .interest, asked: 20, found: found),
        ArmYield(arm: .novelty, asked: 20, found: 9),
      ]
    }
    let falling = [18, 0, 0, 0, 0].map(round)
    let rising = [0, 0, 0, 0, 18].map(round)
    let seeds = 0..<20 as Range<UInt64>
    let down = try seeds.reduce(0) { $0 + (try counts(falling, seed: $1)[0]) }
    let up = try seeds.reduce(0) { $0 + (try counts(rising, seed: $1)[0]) }
    #expect(down < up)
  }

  @Test func anArmWithoutAShareNeverAsks() throws {
    let base = try QueryBudget(shares: [.interest: 1, .novelty: 1])
    let budget = try AdaptiveBudget(
      base: base, rounds: [[ArmYield(arm: .uncertainty, asked: 5, found: 5)]]
    ).budget(size: 10, seed: 3)
    #expect(budget.share(of: .uncertainty) == 0 && budget.share(of: .random) == 0)
  }

  @Test func betaNumbersHaveTheirMeanAndVariance() {
    var generator = SeededGenerator(seed: 4)
    for (a, b) in [(0.4, 3.0), (2.0, 5.0), (18.0, 2.0)] {
      let draws = (0..<4_000).map { _ in BetaDraw.draw(a, b, using: &generator) }
      let mean = draws.reduce(0, +) / 4_000
      let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4_000
      let wanted = a * b / ((a + b) * (a + b) * (a + b + 1))
      #expect(abs(mean - a / (a + b)) < 4 * (wanted / 4_000).squareRoot())
      #expect(abs(variance / wanted - 1) < 0.15)
    }
  }
}
