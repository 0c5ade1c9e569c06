import Testing

@testable import Evaluation

@Suite struct BootstrapTests {
  @Test func intervalAgreesWithALongRun() throws {
    let expected = Reference.stored.bootstrap
    let reference = try #require(Reference.stored.binary.first { $0.name == expected.case })
    var generator = SeededGenerator(seed: 1)
    let interval = try #require(
      Bootstrap(resamples: 4_000).areaUnderROC(
        scores: reference.scores, labels: reference.labels, using: &generator))
    #expect(agree(interval.estimate, reference.auc))
    // Monte Carlo error of a 2.5% quantile with 4,000 resamples is about 0.002 here.
    #expect(agree(interval.lower, expected.lower, within: 0.01))
    #expect(agree(interval.upper, expected.upper, within: 0.01))
  }

  @Test func countedResamplesEqualIndexResamples() throws {
    let reference = Reference.stored.binary[2]
    var first = SeededGenerator(seed: 5)
    var second = SeededGenerator(seed: 6)
    let plan = Bootstrap(resamples: 3_000)
    let fast = try #require(
      plan.areaUnderROC(scores: reference.scores, labels: reference.labels, using: &first))
    let slow = try #require(
      plan.interval(strata: reference.labels.map { $0 ? 1 : 0 }, using: &second) { picks in
        areaUnderROC(
          scores: picks.map { reference.scores[$0] }, labels: picks.map { reference.labels[$0] })
      })
    #expect(fast.estimate == slow.estimate)
    #expect(agree(fast.lower, slow.lower, within: 0.015))
    #expect(agree(fast.upper, slow.upper, within: 0.015))
  }

  @Test func theSeedDecidesTheInterval() {
    let reference = Reference.stored.binary[1]
    func interval(seed: UInt64) -> Interval? {
      var generator = SeededGenerator(seed: seed)
      return Bootstrap().areaUnderROC(
        scores: reference.scores, labels: reference.labels, using: &generator)
    }
    #expect(interval(seed: 4) == interval(seed: 4))
    #expect(interval(seed: 4) != interval(seed: 5))
  }

  @Test func resamplesKeepTheSizeOfEachStratum() {
    var generator = SeededGenerator(seed: 2)
    let strata = [0, 0, 0, 1, 1, 2]
    let interval = Bootstrap(resamples: 200).interval(strata: strata, using: &generator) { picks in
      let counts = (0..<3).map { label in picks.count { strata[$0] == label } }
      return counts == [3, 2, 1] ? 1 : 0
    }
    #expect(interval == Interval(estimate: 1, lower: 1, upper: 1))
  }

  @Test(arguments: Reference.stored.multiclass.indices)
  func multiclassIntervalsHoldTheirEstimates(index: Int) throws {
    let reference = Reference.stored.multiclass[index]
    var generator = SeededGenerator(seed: 8)
    let intervals = Bootstrap().areas(
      probabilities: ClassProbabilities(
        classCount: reference.classCount, values: reference.probabilities),
      truth: reference.truth, using: &generator)
    for (interval, expected) in zip(intervals.classes, reference.classAUC) {
      #expect((interval == nil) == (expected == nil))
      guard let interval, let expected else { continue }
      #expect(agree(interval.estimate, expected))
      #expect(interval.lower < expected && expected < interval.upper)
    }
    let macro = try #require(intervals.macro)
    #expect(agree(macro.estimate, reference.macroAUC))
    #expect(macro.lower < macro.estimate && macro.estimate < macro.upper)
  }

  @Test func oneClassHasNoInterval() {
    var generator = SeededGenerator(seed: 8)
    #expect(
      Bootstrap().areaUnderROC(scores: [1, 2], labels: [true, true], using: &generator) == nil)
    let areas = Bootstrap(resamples: 10).areas(
      probabilities: ClassProbabilities(classCount: 2, values: [0.9, 0.1, 0.8, 0.2]),
      truth: [0, 0], using: &generator)
    #expect(areas.classes == [nil, nil])
    #expect(areas.macro == nil)
  }

  @Test func percentilesInterpolateAsNumpy() throws {
    let interval = try #require(
      Interval(estimate: 0, samples: [4, 1, 3, 2, .nan], level: 0.5))
    #expect(interval.lower == 1.75 && interval.upper == 3.25)
    #expect(Interval(estimate: 0, samples: []) == nil)
  }

  @Test(arguments: Reference.stored.binary.indices)
  func deLongIntervalAgreesWithAllPairs(index: Int) throws {
    let reference = Reference.stored.binary[index]
    let interval = try #require(
      deLongInterval(scores: reference.scores, labels: reference.labels))
    #expect(agree(interval.estimate, reference.auc))
    #expect(agree([interval.lower, interval.upper], reference.deLong, within: 1e-9))
  }

  @Test func deLongNeedsTwoOfEachClass() {
    #expect(deLongInterval(scores: [1, 2, 3], labels: [true, false, false]) == nil)
  }
}
