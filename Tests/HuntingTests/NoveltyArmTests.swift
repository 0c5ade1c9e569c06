import Evaluation
import Testing
import Vocabulary

@testable import Hunting

struct NoveltyArmTests {
  private func fixture(size: Int = 20) throws -> RoundFixture {
    try RoundFixture(
      size: size, extraRows: [[30, 30, 30, 30, 30, 30], [30, 30, 30, 30, 30, 31]],
      budget: try QueryBudget(shares: [.novelty: 1]))
  }

  @Test func farFromEverythingAskedIsDrawnFirst() throws {
    let first = try #require(try fixture().round.plan().first)
    #expect(first.galaxy == 250 || first.galaxy == 251)
    #expect(first.why == "unlike what was asked so far")
  }

  @Test func onceOneOfAPairIsDrawnTheOtherIsNoLongerFar() throws {
    let galaxies = try fixture(size: 5).round.plan().map(\.galaxy)
    #expect(galaxies.count { $0 >= 250 } == 1)
  }

  @Test func everyCornerIsReachedBeforeAnythingIsAnswered() throws {
    var fixture = try RoundFixture(
      counts: [400, 30, 30], answered: 0, size: 12, budget: try QueryBudget(shares: [.novelty: 1]))
    fixture.round.excluded = []
    let clouds = Set(try fixture.round.plan().map { fixture.cloud(of: $0) })
    #expect(clouds == [0, 1, 2])
  }

  /// Twelve galaxies alike in the midst of a survey are no outliers; those who know nothing yet are
  /// shown them all the same.
  @Test(arguments: [(400, 12), (4_500, 45)])
  func aClumpInTheMidstIsFound(count: Int, members: Int) throws {
    var generator = SeededGenerator(seed: 11)
    func row(_ spread: Float) -> [Float] {
      (0..<6).map { _ in
        (0..<4).reduce(0) { sum, _ in sum + .random(in: -spread...spread, using: &generator) }
      }
    }
    let features = FeatureMatrix(
      (0..<count).map { row($0 < members ? 0.05 : 1) })
    var head = PersonalisedHead(for: features)
    let answered = (0..<20).map { count - 1 - $0 }
    let boring = HuntClass(id: 1, name: "boring", interest: 0)
    try head.fit(
      features: features, answers: answered.map { LabelledGalaxy(galaxy: $0, label: 0) },
      classes: [1])
    // Of ten hunts, those that show a member within thirty questions.
    func hunts(_ classes: [HuntClass], atOnce: Int = 30) throws -> Int {
      let probabilities = try head.probabilities(features)
      return try (0..<10).count { seed in
        var asked = Set(answered)
        for _ in 0..<30 / atOnce {
          let round = QueryRound(
            features: features, probabilities: probabilities, classes: classes,
            novelty: { [Float](repeating: 1, count: count) }, excluded: asked, size: atOnce,
            budget: try QueryBudget(shares: [.novelty: 1]), drawSeed: UInt64(seed))
          let drawn = try round.plan().map(\.galaxy)
          if drawn.contains(where: { $0 < members }) { return true }
          asked.formUnion(drawn)
        }
        return false
      }
    }
    #expect(try hunts([boring]) >= 5)
    // Drawn one by one, each after an answer, the views take turns as well.
    if count < 1_000 { #expect(try hunts([boring], atOnce: 1) >= 5) }
    // Once something of interest is known, the far corners and the rest of the survey take turns.
    #expect(try hunts([HuntClass(id: 1, name: "boring", interest: 1)]) <= 3)
  }

  @Test func theSeedFixesTheDraw() throws {
    var fixture = try fixture()
    let draw = try fixture.round.plan().map(\.galaxy)
    #expect(try fixture.round.plan().map(\.galaxy) == draw)
    fixture.round.drawSeed += 1
    #expect(try fixture.round.plan().map(\.galaxy) != draw)
  }

  @Test func copiesOfWhatWasAskedEndTheDrawing() throws {
    let features = FeatureMatrix([[Float]](repeating: [1, 2], count: 12))
    let head = PersonalisedHead(for: features)
    let round = QueryRound(
      features: features, probabilities: try head.probabilities(features), classes: [],
      novelty: { [Float](repeating: 1, count: 12) }, excluded: [0], size: 4, drawSeed: 1)
    // Nothing is far from anything, so chance asks.
    let questions = try round.plan()
    #expect(questions.count == 4)
    #expect(questions.allSatisfy { $0.arm == .random })
  }
}
