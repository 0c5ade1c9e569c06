import Evaluation
import Testing
import Vocabulary

@testable import Hunting

/// Reference numbers from `Fixtures/census.py`.
struct RandomDrawsTests {
  /// The first galaxies of the order, asked by the random arm; `true` is hunted, nil skipped.
  private func drawn(_ answers: [Bool?], of galaxies: Int, seed: UInt64 = 9) -> [AskedGalaxy] {
    zip(RandomOrder(count: galaxies, seed: seed).order, answers).map {
      AskedGalaxy(galaxy: $0, drawSeed: seed, probability: 0, isHunted: $1)
    }
  }

  private func draws(_ asked: [AskedGalaxy], of galaxies: Int) -> RandomDraws {
    RandomDraws(asked: asked, closed: Set(asked.map(\.galaxy)), galaxyCount: galaxies)
  }

  @Test func drawsWithoutReplacementAreHypergeometric() {
    let some = draws(drawn([true] + [Bool?](repeating: false, count: 9), of: 50), of: 50)
    #expect(some.draws.map(\.pool) == Array((41...50).reversed()))
    #expect(some.finds == 1)
    #expect(abs(some.chance(ofSoFewWith: 6) - 0.570_933_599_240_722_3) < 1e-12)
  }

  @Test(arguments: [(1_000, 60, 0, 47), (400, 40, 3, 67)])
  func boundsWhatIsLeft(galaxies: Int, count: Int, finds: Int, most: Int) {
    let answers = (0..<count).map { Optional($0 < finds) }
    let some = draws(drawn(answers, of: galaxies), of: galaxies)
    #expect(some.mostLeft(of: galaxies - count, level: 0.95) == most)
  }

  @Test func neverMoreThanAreUnseen() {
    #expect(draws(drawn([false], of: 7), of: 7).mostLeft(of: 6, level: 0.95) == 6)
    #expect(draws([], of: 7).mostLeft(of: 7, level: 0.95) == nil)
    #expect(draws(drawn([nil, nil], of: 7), of: 7).mostLeft(of: 5, level: 0.95) == nil)
  }

  @Test func whatOthersAskedBeforeIsNotDrawnFrom() {
    let order = RandomOrder(count: 100, seed: 9).order
    func asked(_ place: Int, _ seed: UInt64?) -> AskedGalaxy {
      AskedGalaxy(galaxy: order[place], drawSeed: seed, probability: 0, isHunted: false)
    }
    // Of the order's first three the second went to another arm, as did three far down.
    let some = draws(
      [asked(0, 9), asked(1, nil), asked(70, nil), asked(80, nil), asked(2, 9), asked(90, nil)],
      of: 100)
    #expect(some.draws.map(\.pool) == [100, 96])
  }

  @Test func anOpenPlaceEndsTheSample() {
    let order = RandomOrder(count: 50, seed: 9).order
    // As where galaxies were added after the fourth draw, one of them third in the order now.
    let asked = drawn([false, true, false, true], of: 50).filter { $0.galaxy != order[2] }
    #expect(draws(asked, of: 50).draws.map(\.isHunted) == [false, true])
  }

  @Test func ofSeveralOrdersTheLongestCounts() {
    let first = drawn([false, false, false], of: 1_000, seed: 1)
    let second = drawn([true, false], of: 1_000, seed: 2)
    #expect(draws(first + second, of: 1_000).draws.count == 3)
    #expect(draws(first + second, of: 1_000).finds == 0)
  }
}
