import Evaluation
import Testing

@testable import Hunting

struct PrevalenceTests {
  @Test func onlyTheGaplessBeginningOfTheRandomOrderCounts() {
    let order = RandomOrder(count: 50, seed: 9).order
    var answers: [Int: Bool] = [order[0]: true, order[1]: false, order[3]: false]
    // A galaxy far down the order, asked by another arm, must not count.
    answers[order[40]] = true
    let gap = Prevalence(isHunted: answers, skipped: [], galaxyCount: 50, drawSeed: 9)
    #expect(gap == Prevalence(sampleSize: 2, hunted: 1))
    let skipped = Prevalence(isHunted: answers, skipped: [order[2]], galaxyCount: 50, drawSeed: 9)
    #expect(skipped == Prevalence(sampleSize: 3, hunted: 1))
  }

  /// Bounds from scipy; `Fixtures/intervals.py`.
  @Test(arguments: [
    (0, 60, 0.048_702_913), (3, 40, 0.182_586_850), (12, 200, 0.095_401_418),
  ])
  func upperBoundIsClopperAndPearsons(hits: Int, trials: Int, wanted: Double) {
    let bound = Prevalence(sampleSize: trials, hunted: hits).upperBound()
    #expect(abs(bound - wanted) < 1e-6)
  }

  @Test func theIntervalHoldsTheShare() throws {
    let interval = try #require(Prevalence(sampleSize: 40, hunted: 4).interval())
    #expect(interval.estimate == 0.1)
    #expect(interval.lower < 0.1 && interval.upper > 0.1)
    #expect(Prevalence(sampleSize: 0, hunted: 0).interval() == nil)
    #expect(Prevalence(sampleSize: 0, hunted: 0).upperBound() == 1)
  }

  @Test func theEstimateIsUnbiasedWhateverOtherArmsAsk() {
    // 30 of 300 are hunted, and another arm has found most of them first.
    var sum = 0.0
    let hunted = Set(0..<30)
    for seed in 0..<400 as Range<UInt64> {
      let order = RandomOrder(count: 300, seed: seed).order
      var answers: [Int: Bool] = [:]
      for galaxy in 0..<25 { answers[galaxy] = true }
      for galaxy in order.prefix(40) { answers[galaxy] = hunted.contains(galaxy) }
      // The sample ends at the first unanswered draw; take it at a fixed size to compare.
      let sample = order.prefix(40).count { answers[$0] == true }
      let walked = Prevalence(isHunted: answers, skipped: [], galaxyCount: 300, drawSeed: seed)
      #expect(walked.sampleSize >= 40)
      #expect(walked.hunted >= sample)
      sum += Double(sample) / 40
    }
    #expect(abs(sum / 400 - 0.1) < 0.01)
  }
}
