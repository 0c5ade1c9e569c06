import Testing
import Vocabulary

@testable import Hunting

struct PersonalRankingTests {
  private let probabilities = HeadProbabilities(
    classes: [1, 2, 3], isTrained: [true, true, true], rows: 3,
    values: [
      0.6, 0.1, 0.2, 0.1,
      0.1, 0.5, 0.3, 0.1,
      0.2, 0.2, 0.5, 0.1,
    ])
  private let features = FeatureMatrix([[0, 1], [1, 0], [1, 1]])

  private func classes(_ ring: Double, _ arc: Double) -> [HuntClass] {
    [
      HuntClass(id: 1, name: "ring", interest: ring), HuntClass(id: 2, name: "arc", interest: arc),
      HuntClass(id: 3, name: "boring", interest: 0),
    ]
  }

  private func ranking(
    _ classes: [HuntClass], novelty: @escaping () throws -> [Float] = { [0, 0, 0] }
  ) -> PersonalRanking {
    PersonalRanking(
      features: features, classes: classes, probabilities: probabilities, novelty: novelty)
  }

  @Test func changedInterestsRankAnewWithoutTraining() throws {
    let rings = try ranking(classes(1, 0)).scores()
    #expect(rings == [0.6, 0.1, 0.2])
    let arcs = try ranking(classes(0, 2)).scores()
    #expect(arcs == [0.2, 1, 0.4])
    #expect(descendingOrder(ofScores: rings) == [0, 2, 1])
    #expect(descendingOrder(ofScores: arcs) == [1, 2, 0])
  }

  @Test func withoutAnAnsweredInterestNoveltyRanks() throws {
    let none = try ranking(classes(0, 0)) { [3, 9, 5] }.scores()
    #expect(none == [0, 1, 0.5])
    let cold = PersonalRanking(
      features: features, classes: [HuntClass(id: 1, name: "ring", interest: 1)],
      probabilities: HeadProbabilities(
        classes: [1], isTrained: [false], rows: 3, values: [0, 1, 0, 1, 0, 1]),
      novelty: { [2, 1, 3] })
    #expect(!cold.knowsThePerson)
    #expect(try cold.scores() == [0.5, 0, 1])
  }

  @Test func noveltyIsNotAskedForWhereTheAnswersRank() throws {
    struct Unwanted: Error {}
    #expect(try ranking(classes(1, 0)) { throw Unwanted() }.scores() == [0.6, 0.1, 0.2])
    #expect(throws: Unwanted.self) { try ranking(classes(0, 0)) { throw Unwanted() }.scores() }
  }

  @Test func classesInAnotherOrderAreRefused() {
    #expect(throws: HuntingError.classesReordered) {
      try ranking(classes(1, 0).reversed()).scores()
    }
  }
}
