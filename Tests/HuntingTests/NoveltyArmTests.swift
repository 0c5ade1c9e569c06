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
