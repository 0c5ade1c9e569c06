import Evaluation
import Testing
import Vocabulary

@testable import Hunting

struct CensusTests {
  private func census(
    found: Int = 41, unseen: Int = 900, left: Int? = nil, atMost: Int? = nil, drawn: Int = 0,
    foretold: Int = 0
  ) -> Census {
    Census(
      galaxies: 1_000, found: found, unseen: unseen, left: left, leftAtMost: atMost, drawn: drawn,
      drawnFinds: 0, foretold: foretold, confidence: 0.95)
  }

  @Test func isSaidInOneSentence() {
    #expect(
      census().sentence
        == "41 of your kind are found; how many are left can't be said before a random question "
        + "is answered.")
    #expect(
      census(found: 1, atMost: 849, drawn: 3).sentence
        == "1 of your kind is found, and at most 849 are left unseen (95% confidence, from 3 "
        + "random draws).")
    #expect(
      census(left: 120, atMost: 420, drawn: 25, foretold: 80).sentence
        == "41 of your kind are found, and about 120 are left unseen, at most 420 (95% confidence, "
        + "from 25 random draws and what the head foretold of 80 answers).")
    #expect(
      census(left: 1, atMost: 2, foretold: 80).sentence
        == "41 of your kind are found, and about 1 is left unseen, at most 2 (95% confidence, "
        + "from what the head foretold of 80 answers).")
    #expect(
      census(unseen: 0, left: 0, atMost: 0).sentence
        == "41 of your kind are found, and every galaxy has been looked at.")
  }

  @Test func sharesAreNeverBelowWhatWasFound() {
    let some = census(left: 120, atMost: 420, drawn: 25)
    #expect(some.leastShare == 0.041)
    #expect(some.share == 0.161)
    #expect(some.greatestShare == 0.461)
    #expect(census().share == nil && census().greatestShare == nil)
  }

  /// What is asked between two random draws: what the head likes best, any, or what it likes least.
  enum Others: CaseIterable {
    case likeliest, any, unlikeliest
  }

  /// Gives the hunted galaxies that it recognises more than others, all times a factor.
  struct Head {
    let factor: Double

    func probability(_ isHunted: Bool, _ generator: inout SeededGenerator) -> Double {
      let isRecognised = isHunted && Double.random(in: 0..<1, using: &generator) < 0.6
      let honest = isRecognised ? Double.random(in: 0.2..<0.8, using: &generator) : 0.05
      return min(1, honest * factor)
    }
  }

  /// One simulated hunt after so many questions, every fifth of them random; 20 of 200 are hunted.
  private func census(
    after count: Int, others: Others, head: Head?, seed: UInt64
  ) -> (census: Census, left: Int) {
    var generator = SeededGenerator(seed: seed)
    let shares = (0..<200).map { head?.probability($0 < 20, &generator) ?? 0 }
    var closed = Set<Int>()
    let random = RandomOrder(count: 200, seed: seed).order
    var liked = (0..<200).shuffled(using: &generator)
    if others == .likeliest { liked.sort { shares[$0] > shares[$1] } }
    if others == .unlikeliest { liked.sort { shares[$0] < shares[$1] } }
    var asked: [AskedGalaxy] = []
    for question in 0..<count {
      let isRandom = question.isMultiple(of: 5)
      let galaxy = (isRandom ? random : liked).first { !closed.contains($0) }!
      closed.insert(galaxy)
      asked.append(
        AskedGalaxy(
          galaxy: galaxy, drawSeed: isRandom ? seed : nil, probability: shares[galaxy],
          isHunted: galaxy < 20))
    }
    let open = (0..<200).filter { !closed.contains($0) }
    let left = open.count { $0 < 20 }
    let forecast =
      head == nil
      ? nil : HeadForecast(probabilities: open.map { Float(shares[$0]) }, asked: asked)
    let census = Census(
      galaxies: 200, found: 20 - left, unseen: open.count,
      draws: RandomDraws(asked: asked, closed: closed, galaxyCount: 200), forecast: forecast)
    return (census, left)
  }

  /// Heads that are right, that say half or twice of what is, and none.
  @Test(arguments: Others.allCases, [nil, 0.5, 1, 2] as [Double?])
  func theBoundHoldsInNineteenOfTwentyHunts(others: Others, factor: Double?) throws {
    var broken = 0
    var sum = 0
    for seed in 0..<200 as Range<UInt64> {
      let hunt = census(after: 75, others: others, head: factor.map(Head.init), seed: seed)
      let most = try #require(hunt.census.leftAtMost)
      sum += most
      if hunt.left > most { broken += 1 }
    }
    // 10 expected at most; three standard deviations more.
    #expect(broken <= 19)
    // Nor is it bought with a bound that says nothing.
    #expect(sum < 200 * 60)
  }
}
