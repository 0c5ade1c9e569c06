import Testing
import Vocabulary

@testable import Hunting

struct QueryBudgetTests {
  @Test func sharesAreNormalised() throws {
    let budget = try QueryBudget(shares: [.interest: 3, .random: 1])
    #expect(budget.share(of: .interest) == 0.75)
    #expect(budget.share(of: .novelty) == 0)
    #expect(budget.counts(size: 8) == [6, 0, 0, 2])
  }

  @Test func theStandardMixUsesEveryArm() {
    let counts = QueryBudget.standard.counts(size: 20)
    #expect(counts.reduce(0, +) == 20)
    #expect(counts.allSatisfy { $0 > 0 })
  }

  @Test(
    arguments: [
      (Arm.interest, -1, HuntingError.invalidShare(arm: "interest", share: -1)),
      (.novelty, .infinity, .invalidShare(arm: "novelty", share: .infinity)),
      (.random, 0, .emptyBudget),
    ] as [(Arm, Double, HuntingError)])
  func refusesWhatIsNoShare(arm: Arm, share: Double, error: HuntingError) {
    #expect(throws: error) { try QueryBudget(shares: [arm: share]) }
  }

  @Test func anArmCanHandOnItsShare() throws {
    let moved = try QueryBudget(shares: [.interest: 1, .novelty: 1, .random: 2])
      .moving(.interest, to: .novelty)
    #expect(moved.share(of: .interest) == 0)
    #expect(moved.share(of: .novelty) == 0.5)
  }
}
