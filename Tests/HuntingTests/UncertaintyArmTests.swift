import Testing
import Vocabulary

@testable import Hunting

struct UncertaintyArmTests {
  @Test func asksBetweenHuntedAndBoring() throws {
    // A galaxy halfway between the hunted cloud's centre and a boring one's.
    let base = try RoundFixture()
    func centre(_ cloud: Int) -> [Float] {
      let members = base.clusters.clouds.indices.filter { base.clusters.clouds[$0] == cloud }
      return (0..<6).map { column in
        members.reduce(Float(0)) { $0 + Array(base.clusters.features[$1])[column] }
          / Float(members.count)
      }
    }
    let halfway = zip(centre(0), centre(2)).map { ($0 + $1) / 2 }
    let fixture = try RoundFixture(
      size: 3, extraRows: [halfway], budget: try QueryBudget(shares: [.uncertainty: 1]))
    let first = try #require(try fixture.round.plan().first)
    #expect(first.galaxy == 250)
    #expect(first.why.hasPrefix("the head hesitates between 'cloud 2' (p = "))
    #expect(first.why.contains(" and 'cloud "))
  }

  @Test func scoresFallAndLieBetweenZeroAndOne() throws {
    let fixture = try RoundFixture(budget: try QueryBudget(shares: [.uncertainty: 1]))
    let scores = try fixture.round.plan().map(\.score)
    #expect(scores == scores.sorted(by: >))
    #expect(scores.allSatisfy { (0...1).contains($0) })
  }

  @Test func amongBoringKindsAloneItTakesTheClosestPair() throws {
    let fixture = try RoundFixture(
      interests: [0, 0, 0], size: 1, budget: try QueryBudget(shares: [.uncertainty: 1]))
    let first = try #require(try fixture.round.plan().first)
    let margins = (0..<250).filter { !fixture.round.excluded.contains($0) }.map { galaxy in
      let shares = fixture.round.probabilities[galaxy].dropLast().sorted(by: >)
      return shares[0] - shares[1]
    }
    #expect(abs(Float(first.score) - (1 - margins.min()!)) < 1e-6)
  }
}
