import Testing
import Vocabulary

@testable import Hunting

/// Questions that are drawn one by one, and those that are looked at again.
struct QuestionDrawsTests {
  @Test func turnsFollowTheShares() {
    let shares = [0.85, 0.05, 0.05, 0.05]
    var given = [0, 0, 0, 0]
    for _ in 0..<20 { given[Apportionment.next(after: given, shares: shares)] += 1 }
    #expect(given == [17, 1, 1, 1])
    for _ in 0..<180 { given[Apportionment.next(after: given, shares: shares)] += 1 }
    #expect(given == [170, 10, 10, 10])
    #expect(Apportionment.next(after: [0, 9], shares: [0, 1]) == 1)
    #expect(Apportionment.next(after: [0, 0], shares: [2, 2]) == 0)
  }

  @Test func drawsAreTheRoundsOwn() throws {
    let round = try RoundFixture(size: 20).round
    let planned = try round.plan()
    var draws = try QuestionDraws(round)
    for question in planned { #expect(try draws.draw(question.arm) == question) }
  }

  @Test func preparedOrNotTheDrawsAreTheSame() throws {
    let round = try RoundFixture(size: 20).round
    var (one, two) = (try QuestionDraws(round), try QuestionDraws(round))
    for arm in Arm.allCases.reversed() { try two.prepare(arm) }
    var turns: [Arm: Int] = [:]
    for _ in 0..<30 {
      let question = try #require(try one.next(after: turns))
      #expect(try two.next(after: turns) == question)
      #expect(question.arm == one.arm(after: turns))
      turns[question.arm, default: 0] += 1
    }
    #expect(turns[.random] ?? 0 >= 1 && turns[.novelty] ?? 0 >= 1)
  }

  @Test func anArmWithNothingToAskLeavesItToChance() throws {
    var fixture = try RoundFixture(counts: [6, 5, 4], answered: 2, size: 20)
    fixture.round.budget = try QueryBudget(shares: [.uncertainty: 1])
    var draws = try QuestionDraws(fixture.round)
    var asked = Set<Int>()
    while let question = try draws.next(after: [:]) {
      #expect(asked.insert(question.galaxy).inserted)
    }
    #expect(asked.union(fixture.round.excluded) == Set(0..<15))
    fixture.round.excluded = Set(0..<15)
    draws = try QuestionDraws(fixture.round)
    #expect(try draws.next(after: [:]) == nil)
  }

  @Test func eachArmPutsItsQuestionsInOrder() throws {
    let fixture = try RoundFixture(answered: 6)
    // Three of the cloud that is hunted and one of another, to which chance and novelty add three.
    let clouds = fixture.clusters.clouds
    let free = clouds.indices.filter { !fixture.round.excluded.contains($0) }
    let hunted = free.filter { clouds[$0] == 2 }
    let others = free.filter { clouds[$0] == 0 }
    let open = [others[9]] + hunted.prefix(3) + [others[3], others[5], hunted[7]]
    let arms: [Arm] = [.interest, .interest, .interest, .interest, .random, .novelty, .novelty]
    let appraised = try fixture.round.reappraised(Array(zip(open, arms)))
    #expect(Set(appraised.map(\.galaxy)) == Set(open) && appraised.count == open.count)
    let interest = appraised.filter { open.prefix(4).contains($0.galaxy) }
    let shares = interest.map { $0.probabilities[2] }
    #expect(shares == shares.sorted(by: >))
    #expect(interest.last?.galaxy == others[9])
    for appraisal in interest {
      #expect(appraisal.probabilities == Array(fixture.round.probabilities[appraisal.galaxy]))
      #expect(appraisal.why?.hasPrefix("most like your 'cloud 2' (p = ") == true)
    }
    // By far the most are of one arm, so it has the first turn and the last.
    #expect(open.prefix(4).contains(try #require(appraised.first).galaxy))
    let novelty = appraised.filter { open.suffix(2).contains($0.galaxy) }
    #expect(novelty.map(\.why) == ["unlike what was asked so far", "unlike what was asked so far"])
    func distance(_ row: Int) -> Float {
      fixture.round.excluded.map { fixture.round.features.squaredDistance(row, $0) }.min() ?? 0
    }
    #expect(distance(novelty[0].galaxy) >= distance(novelty[1].galaxy))
  }

  @Test func whatAnArmWouldNotAskComesLast() throws {
    var fixture = try RoundFixture(answered: 6)
    // Nothing is hunted, so the interest arm has nothing to say.
    fixture.round.classes = fixture.round.classes.map {
      HuntClass(id: $0.id, name: $0.name, interest: 0)
    }
    let appraised = try fixture.round.reappraised([(200, .interest), (90, .interest)])
    #expect(appraised.map(\.galaxy) == [200, 90] && appraised.map(\.why) == [nil, nil])
    #expect(try fixture.round.reappraised([]).isEmpty)
  }
}
