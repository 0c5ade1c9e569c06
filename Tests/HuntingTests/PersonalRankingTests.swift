import Testing

@testable import Hunting

struct PersonalRankingTests {
  private let probabilities = HeadProbabilities(
    classes: ["ring", "arc", "boring"], isTrained: [true, true, true], rows: 3,
    values: [
      0.6, 0.1, 0.2, 0.1,
      0.1, 0.5, 0.3, 0.1,
      0.2, 0.2, 0.5, 0.1,
    ])

  private func classes(_ ring: Double, _ arc: Double) -> [UserClass] {
    [
      UserClass(name: "ring", interest: ring), UserClass(name: "arc", interest: arc),
      UserClass(name: "boring", interest: 0),
    ]
  }

  @Test func changedInterestsReRankWithoutTraining() throws {
    let rings = try PersonalRanking.scores(
      probabilities, classes: classes(1, 0), novelty: [0, 0, 0])
    #expect(rings == [0.6, 0.1, 0.2])
    let arcs = try PersonalRanking.scores(
      probabilities, classes: classes(0, 2), novelty: [0, 0, 0])
    #expect(arcs == [0.2, 1, 0.4])
    #expect(descendingOrder(ofScores: rings) == [0, 2, 1])
    #expect(descendingOrder(ofScores: arcs) == [1, 2, 0])
  }

  @Test func withoutAnAnsweredInterestNoveltyRanks() throws {
    let none = try PersonalRanking.scores(
      probabilities, classes: classes(0, 0), novelty: [3, 9, 5])
    #expect(none == [0, 1, 0.5])
    let silent = HeadProbabilities(
      classes: ["ring"], isTrained: [false], rows: 2, values: [0, 1, 0, 1])
    let cold = try PersonalRanking.scores(
      silent, classes: [UserClass(name: "ring", interest: 1)], novelty: [2, 1])
    #expect(cold == [1, 0])
  }

  @Test func classesInAnotherOrderAreRefused() {
    #expect(throws: HuntingError.self) {
      try PersonalRanking.scores(
        probabilities, classes: classes(1, 0).reversed(), novelty: [0, 0, 0])
    }
  }

  @Test func noveltyIsNotAskedForWhereAnInterestHasAnswers() throws {
    func unwanted() throws -> [Float] { throw HuntingError.emptyPool }
    let rings = try PersonalRanking.scores(
      probabilities, classes: classes(1, 0), novelty: try unwanted())
    #expect(rings == [0.6, 0.1, 0.2])
    #expect(throws: HuntingError.emptyPool) {
      try PersonalRanking.scores(probabilities, classes: classes(0, 0), novelty: try unwanted())
    }
  }
}
