import Testing

@testable import Evaluation

@Suite struct IntervalTests {
  @Test func percentilesInterpolateAsNumpy() throws {
    let interval = try #require(
      Interval(estimate: 0, samples: [4, 1, 3, 2, .nan], level: 0.5))
    #expect(interval.lower == 1.75 && interval.upper == 3.25)
    #expect(Interval(estimate: 0, samples: []) == nil)
  }

  @Test(arguments: Reference.stored.wilson.indices)
  func exactSharesAgreeWithScipy(index: Int) throws {
    let reference = Reference.stored.wilson[index]
    let interval = try #require(
      exactInterval(
        successes: reference.successes, trials: reference.trials, level: reference.level))
    #expect(agree(interval.lower, reference.exactLower, within: 1e-9))
    #expect(agree(interval.upper, reference.exactUpper, within: 1e-9))
    #expect(exactInterval(successes: 0, trials: 0) == nil)
  }

  /// F1 of 6 hits, 2 missed and 1 false alarm is that of a share of 6 in 9.
  @Test func f1IsAShareInDisguise() throws {
    let share = try #require(exactInterval(successes: 6, trials: 9))
    let found = try #require(f1Interval(hits: 6, missed: 2, falseAlarms: 1))
    #expect(agree(found.estimate, 12.0 / 15))
    #expect(agree(found.lower, 2 * share.lower / (1 + share.lower)))
    #expect(agree(found.upper, 2 * share.upper / (1 + share.upper)))
    #expect(f1Interval(hits: 0, missed: 0, falseAlarms: 0) == nil)
  }

  @Test func meansOfSharesAreNearTheSharesOwn() throws {
    let values = [Double](repeating: 1, count: 90) + [Double](repeating: 0, count: 10)
    let found = try #require(meanInterval(of: values, in: 0...1))
    let share = try #require(exactInterval(successes: 90, trials: 100))
    #expect(agree([found.lower, found.upper], [share.lower, share.upper], within: 0.004))
    #expect(meanInterval(of: [1], in: 0...1) == nil)
    // Twenty values of one kind say little of a rare other.
    let same = try #require(meanInterval(of: [Double](repeating: 0.01, count: 20), in: 0...2))
    #expect(same.lower >= 0 && same.upper > 0.2)
  }

  /// R: t.test(c(1, 2, 4, 8))$conf.int is −1.176 to 8.676.
  @Test func repeatedMeansAreStudentsWithinARange() throws {
    let wide = try #require(repeatedMeanInterval(of: [1, 2, 4, 8], in: -1000...1000))
    #expect(abs(wide.lower + 1.1759) < 0.02 && abs(wide.upper - 8.6759) < 0.02)
    let above = try #require(repeatedMeanInterval(of: [1, 2, 4, 8], in: 0...(.infinity)))
    #expect(above.lower > 0 && above.upper > 8.6)
    let share = try #require(repeatedMeanInterval(of: [0.98, 1, 1, 0.9], in: 0...1))
    #expect(share.upper <= 1 && share.lower < 0.9)
    #expect(repeatedMeanInterval(of: [1, 1], in: 0...1)?.lower == 1)
    let free = try #require(
      repeatedMeanInterval(of: [1, 2, 4, 8], in: -(.infinity)...(.infinity)))
    #expect(abs(free.lower + 1.1759) < 1e-3)
  }

  @Test func averagePrecisionsOfAFewSpanMuch() throws {
    let labels = (0..<103).map { $0 >= 100 }
    let found = try #require(
      averagePrecisionInterval(scores: (0..<103).map(Double.init), labels: labels))
    #expect(found.estimate == 1 && found.upper == 1 && found.lower < 0.35)
    #expect(averagePrecisionInterval(scores: [2, 1, 0], labels: [true, true, false]) == nil)
  }
}
