import Testing
import Vocabulary

@testable import Hunting

struct InterestArmTests {
  private let budget: QueryBudget

  init() throws {
    budget = try QueryBudget(shares: [.interest: 1])
  }

  @Test func asksForTheHuntedCloud() throws {
    let fixture = try RoundFixture(size: 12, budget: budget)
    let questions = try fixture.round.plan()
    #expect(questions.allSatisfy { fixture.cloud(of: $0) == 2 })
    #expect(questions.map(\.score) == questions.map(\.score).sorted(by: >))
    #expect(
      questions[0].why.hasPrefix(
        "most like your 'cloud 2' (p = \(Figures.decimal(questions[0].score, places: 2)))"))
  }

  @Test func severalInterestsShareByWeight() throws {
    let fixture = try RoundFixture(interests: [0, 1, 3], size: 12, budget: budget)
    let questions = try fixture.round.plan()
    #expect(questions.count { fixture.cloud(of: $0) == 2 } == 9)
    #expect(questions.count { fixture.cloud(of: $0) == 1 } == 3)
  }

  @Test func anInterestWithoutAnswersWaits() throws {
    var fixture = try RoundFixture(size: 6, budget: budget)
    var head = PersonalisedHead(for: fixture.round.features)
    let answers = fixture.round.excluded.sorted()
      .map { LabelledGalaxy(galaxy: $0, label: fixture.clusters.clouds[$0]) }
    try head.fit(
      features: fixture.round.features, answers: answers,
      classes: [0, 1, 2, 3])
    fixture.round.probabilities = try head.probabilities(fixture.round.features)
    fixture.round.classes.append(HuntClass(id: 3, name: "arc", interest: 100))
    #expect(try fixture.round.plan().allSatisfy { fixture.cloud(of: $0) == 2 })
  }
}
