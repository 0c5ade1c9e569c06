import Testing

@testable import Hunting

struct NoveltyArmTests {
  @Test func asksTheStrangestFirstAndSaysTheRank() throws {
    var fixture = try RoundFixture(
      size: 5, extraRows: [[30, 30, 30, 30, 30, 30]],
      budget: try QueryBudget(shares: [.novelty: 1]))
    let first = try #require(try fixture.round.plan().first)
    #expect(first.galaxy == 250)
    #expect(first.score == 1)
    #expect(first.why.hasPrefix("novelty rank 1 of 251: "))
    fixture.round.excluded.insert(250)
    let second = try #require(try fixture.round.plan().first)
    #expect(second.rank == 1)
    #expect(!second.why.hasPrefix("novelty rank 1 of"))
  }

  @Test func onlyTheOrderOfTheScoreMatters() throws {
    var fixture = try RoundFixture(budget: try QueryBudget(shares: [.novelty: 1]))
    let plain = try fixture.round.plan().map(\.galaxy)
    fixture.round.novelty = fixture.round.novelty.map { 1_000 * $0 - 5 }
    #expect(try fixture.round.plan().map(\.galaxy) == plain)
  }
}
