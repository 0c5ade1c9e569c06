import Testing

@testable import Evaluation

/// What `Benchmarks/coverage` shows at length, for a few of the hardest cases each.
@Suite struct CoverageTests {
  /// How often an interval held the truth in some draws.
  private func held(
    of draws: Int = 200, seed: UInt64, truth: Double,
    _ draw: (inout SeededGenerator) -> Interval?
  ) -> Int {
    var generator = SeededGenerator(seed: seed)
    return (0..<draws).count { _ in
      guard let found = draw(&generator) else { return false }
      return found.lower <= truth && truth <= found.upper
    }
  }

  /// 190 of 200 are due; three standard deviations fewer are 181.
  @Test(arguments: [(10, 0.98), (10, 0.6), (40, 0.9)])
  func means(size: Int, right: Double) {
    func matrix(_ generator: inout SeededGenerator) -> ConfusionMatrix {
      let truth = (0..<4 * size).map { $0 / size }
      return ConfusionMatrix(
        truth: truth,
        predicted: truth.map {
          Double.random(in: 0..<1, using: &generator) < right
            ? $0 : ($0 + Int.random(in: 1...3, using: &generator)) % 4
        }, classCount: 4)
    }
    let all = [0, 1, 2, 3]
    #expect(held(seed: 1, truth: right) { matrix(&$0).macroIntervals(of: all).recall } >= 181)
    #expect(held(seed: 2, truth: right) { matrix(&$0).macroIntervals(of: all).precision } >= 181)
    #expect(held(seed: 3, truth: right) { matrix(&$0).macroIntervals(of: all).f1 } >= 181)
    #expect(held(seed: 4, truth: right) { matrix(&$0).accuracyInterval } >= 181)
    #expect(held(seed: 5, truth: right) { matrix(&$0).scoreIntervals[2].f1 } >= 181)
  }

  @Test(arguments: [10, 40])
  func agreement(objects: Int) {
    func said(_ generator: inout SeededGenerator) -> [[Int]] {
      (0..<objects).map { index in
        (0..<3).map { _ in
          Double.random(in: 0..<1, using: &generator) < 0.8
            ? index % 2 : Int.random(in: 0...1, using: &generator)
        }
      }
    }
    #expect(
      held(seed: 6, truth: 0.64) { Kappa.cohenInterval(said(&$0).map { ($0[0], $0[1]) }) } >= 181)
    #expect(held(seed: 7, truth: 0.64) { Kappa.fleissInterval(said(&$0)) } >= 181)
  }

  /// Probabilities that say nothing: areas are one half, average precisions the share of a class.
  @Test(arguments: [2, 8])
  func meansOfCurves(classes: Int) {
    func said(_ generator: inout SeededGenerator) -> (ClassProbabilities, [Int]) {
      let truth = (0..<12 * classes).map { $0 % classes }
      return (
        ClassProbabilities(
          classCount: classes,
          values: truth.flatMap { _ in
            let raw = (0..<classes).map { _ in Double.random(in: 0..<1, using: &generator) }
            return raw.map { $0 / raw.reduce(0, +) }
          }), truth
      )
    }
    func areas(_ generator: inout SeededGenerator) -> AreaIntervals {
      let (probabilities, truth) = said(&generator)
      return AreaIntervals(probabilities: probabilities, truth: truth)
    }
    func pooled(_ generator: inout SeededGenerator) -> MicroAreaIntervals {
      let (probabilities, truth) = said(&generator)
      return MicroAreaIntervals(probabilities: probabilities, truth: truth)
    }
    let share = 1 / Double(classes)
    #expect(held(seed: 13, truth: 0.5) { areas(&$0).macro } >= 181)
    #expect(held(seed: 14, truth: share) { areas(&$0).macroAveragePrecision } >= 181)
    #expect(held(seed: 15, truth: 0.5) { pooled(&$0).area } >= 181)
    #expect(held(seed: 16, truth: share) { pooled(&$0).averagePrecision } >= 181)
  }

  /// Confidences between 0.5 and 1 that are right as often as they say.
  @Test(arguments: [30, 200])
  func calibration(objects: Int) {
    func confidences(_ generator: inout SeededGenerator) -> ([Double], [Bool]) {
      let values = (0..<objects).map { _ in Double.random(in: 0.5..<1, using: &generator) }
      return (values, values.map { Double.random(in: 0..<1, using: &generator) < $0 })
    }
    let held = held(seed: 8, truth: 0) { generator in
      let (values, right) = confidences(&generator)
      return ReliabilityDiagram(confidences: values, outcomes: right).errorInterval()
    }
    #expect(held >= 181)
    // The mean of 2p(1 − p) over 0.5 to 1 is a third.
    let brier = self.held(seed: 9, truth: 1.0 / 3) { generator in
      let (values, right) = confidences(&generator)
      return meanInterval(
        of: zip(values, right).map { 2 * ($1 ? (1 - $0) * (1 - $0) : $0 * $0) }, in: 0...2)
    }
    #expect(brier >= 181)
  }

  /// Scores without any use: the curve is the diagonal, the precision the prevalence.
  @Test(arguments: [(5, 40), (20, 60)])
  func bands(positives: Int, negatives: Int) throws {
    var generator = SeededGenerator(seed: 10)
    let labels = (0..<positives + negatives).map { $0 < positives }
    let share = Double(positives) / Double(labels.count)
    var (held, all) = (0, 0)
    for _ in 0..<40 {
      let bands = try #require(
        CurveBands(
          scores: labels.map { _ in Double.random(in: 0..<1, using: &generator) }, labels: labels,
          resamples: 100, using: &generator))
      #expect(bands.roc.count == CurveBands.places.count)
      for (roc, precision) in zip(bands.roc, bands.precision)
      where [0.1, 0.5, 0.9].contains(roc.at) {
        all += 2
        held += roc.lower <= roc.at && roc.at <= roc.upper ? 1 : 0
        held += precision.lower <= share && share <= precision.upper ? 1 : 0
      }
    }
    // 228 of 240 are due.
    #expect(held >= all - 22, "\(held) of \(all)")
  }

  @Test func bandsOfAPerfectOrderAreNotCertain() throws {
    var generator = SeededGenerator(seed: 11)
    let labels = (0..<60).map { $0 < 10 }
    let bands = try #require(
      CurveBands(
        scores: labels.map { $0 ? 2 : 1 }, labels: labels, resamples: 300, using: &generator))
    #expect(bands.roc.allSatisfy { $0.upper == 1 || $0.at == 0 })
    let middle = try #require(bands.roc.first { $0.at == 0.1 })
    #expect(middle.lower < 0.85 && middle.lower > 0.5)
    #expect(
      CurveBands(scores: [3, 2, 1], labels: [true, true, false], using: &generator) == nil)
  }
}
