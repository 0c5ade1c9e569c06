import Testing

@testable import Evaluation

@Suite struct PairedMeansTests {
  private func answers(_ counts: [(Bool, Bool, Int)]) -> ([Bool], [Bool]) {
    let all = counts.flatMap { first, second, count in
      [(Bool, Bool)](repeating: (first, second), count: count)
    }
    return (all.map(\.0), all.map(\.1))
  }

  /// The example of the paper: 36 both, 12 and 2 one of the two.
  @Test func theIntervalIsThatOfThePaper() throws {
    let (one, other) = answers([(true, true, 36), (true, false, 2), (false, true, 12)])
    let pair = try #require(pairedAccuracy(first: one, second: other))
    #expect(abs(pair.difference.estimate - 0.2) < 1e-12)
    #expect(abs(pair.difference.lower - 0.0569) < 5e-5)
    #expect(abs(pair.difference.upper - 0.3404) < 5e-5)
    let back = try #require(pairedAccuracy(first: other, second: one))
    #expect(abs(back.difference.lower + 0.3404) < 5e-5)
    #expect(pairedAccuracy(first: [], second: []) == nil)
  }

  /// One object more or less out of sixteen is what chance does.
  @Test func fewObjectsSayLittle() throws {
    let (one, other) = answers([(true, true, 1), (true, false, 1), (false, false, 14)])
    let pair = try #require(pairedAccuracy(first: one, second: other))
    #expect(!pair.isClear && pair.difference.lower < -0.2)
    let same = try #require(pairedAccuracy(first: one, second: one))
    #expect(same.difference.lower < 0 && same.difference.upper > 0)
  }

  /// In simulated tests of eight to sixty objects the truth is inside in 19 of 20 and more.
  @Test(arguments: [8, 16, 60])
  func theTruthIsInside(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    var inside = 0
    for _ in 0..<1_000 {
      let draws = (0..<count).map { _ in Double.random(in: 0..<1, using: &generator) }
      let one = draws.map { $0 < 0.25 }
      let other = draws.map { $0 < 0.2 || $0 >= 0.85 }
      let pair = try #require(pairedAccuracy(first: one, second: other))
      if pair.difference.lower <= 0.1, pair.difference.upper >= 0.1 { inside += 1 }
    }
    #expect(inside >= 940, "\(inside)")
  }

  /// R: t.test(c(1, 2, 4, 8) - c(0, 0, 1, 1)).
  @Test func meansAreStudents() throws {
    let pair = try #require(pairedMeans(first: [0, 0, 1, 1], second: [1, 2, 4, 8]))
    #expect(pair.first == 0.5 && pair.second == 3.75 && pair.difference.estimate == 3.25)
    #expect(abs(pair.difference.upper - 3.25 - 4.184_846) < 1e-5)
    #expect(pairedMeans(first: [1], second: [2]) == nil)
  }
}
