import Testing
import Vocabulary

@testable import Hunting

struct RandomArmTests {
  @Test func followsOneOrderAcrossRounds() throws {
    var fixture = try RoundFixture(
      answered: 0, size: 10, budget: try QueryBudget(shares: [.random: 1]))
    let order = RandomOrder(count: 250, seed: 77).order
    let first = try fixture.round.plan()
    #expect(first.map(\.galaxy) == Array(order.prefix(10)))
    #expect(first[0].why.hasPrefix("drawn at random"))
    // Another arm asked the next in line; the order goes on behind it.
    fixture.round.excluded = Set(order.prefix(11))
    #expect(try fixture.round.plan().map(\.galaxy) == Array(order[11..<21]))
  }

  @Test func theOrderIsAPermutationThatKeepsItsShapeAsGalaxiesAreAdded() {
    let small = RandomOrder(count: 100, seed: 3).order
    let large = RandomOrder(count: 160, seed: 3).order
    #expect(small.sorted() == Array(0..<100))
    #expect(large.filter { $0 < 100 } == small)
    #expect(RandomOrder(count: 100, seed: 4).order != small)
  }
}
