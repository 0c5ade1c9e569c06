import Testing
import Vocabulary

@testable import Hunting

struct QueryBudgetTests {
  @Test func readsSharesAndNormalisesThem() throws {
    let budget = try QueryBudget(arguments: ["interest=3", "random=1"])
    #expect(budget.share(of: .interest) == 0.75)
    #expect(budget.share(of: .novelty) == 0)
    #expect(budget.counts(size: 8) == [6, 0, 0, 2])
    #expect(try QueryBudget(arguments: []) == .standard)
  }

  @Test func theStandardMixUsesEveryArm() {
    let counts = QueryBudget.standard.counts(size: 20)
    #expect(counts.reduce(0, +) == 20)
    #expect(counts.allSatisfy { $0 > 0 })
  }

  @Test(arguments: [
    ("interest", HuntingError.malformedShare(text: "interest")),
    ("interest=", .malformedShare(text: "interest=")),
    ("interest=a lot", .malformedShare(text: "interest=a lot")),
    ("luck=1", .unknownArm(name: "luck")),
    ("interest=-1", .invalidShare(arm: "interest", share: -1)),
    ("novelty=inf", .invalidShare(arm: "novelty", share: .infinity)),
    ("random=0", .emptyBudget),
  ])
  func refusesWhatIsNoShare(argument: String, error: HuntingError) {
    #expect(throws: error) { try QueryBudget(arguments: [argument]) }
  }

  @Test func refusesAnArmNamedTwice() {
    #expect(throws: HuntingError.repeatedArm(name: "random")) {
      try QueryBudget(arguments: ["random=1", "random=2"])
    }
  }

  @Test func anArmCanHandOnItsShare() throws {
    let moved = try QueryBudget(shares: [.interest: 1, .novelty: 1, .random: 2])
      .moving(.interest, to: .novelty)
    #expect(moved.share(of: .interest) == 0)
    #expect(moved.share(of: .novelty) == 0.5)
  }

  @Test func errorsNameTheChoices() {
    #expect(
      HuntingError.unknownArm(name: "luck").description
        == "There is no arm 'luck': choose from interest, novelty, uncertainty, random.")
  }
}
