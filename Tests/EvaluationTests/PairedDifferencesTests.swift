import Testing

@testable import Evaluation

@Suite struct PairedDifferencesTests {
  /// Softmax-like answers of a model that is right with the given margin.
  private func model(
    _ truth: [Int], classCount: Int, margin: Double, noise: [Double],
    using generator: inout SeededGenerator
  ) -> ClassProbabilities {
    ClassProbabilities(
      classCount: classCount,
      values: truth.indices.flatMap { object in
        let raw = (0..<classCount).map { label in
          let own = (truth[object] == label ? margin : 0) + noise[object * classCount + label]
          return max(1e-6, 1 + own + 0.3 * Double.random(in: -1...1, using: &generator))
        }
        return raw.map { $0 / raw.reduce(0, +) }
      })
  }

  private func pair(
    count: Int, gap: Double, seed: UInt64
  ) -> (truth: [Int], first: ClassProbabilities, second: ClassProbabilities) {
    var generator = SeededGenerator(seed: seed)
    let truth = (0..<count).map { $0 % 3 }
    let noise = (0..<count * 3).map { _ in Double.random(in: -1...1, using: &generator) }
    return (
      truth, model(truth, classCount: 3, margin: 0.5, noise: noise, using: &generator),
      model(truth, classCount: 3, margin: 0.5 + gap, noise: noise, using: &generator)
    )
  }

  @Test func everyMeasureIsTheModelsOwn() throws {
    let data = pair(count: 90, gap: 0.3, seed: 1)
    var generator = SeededGenerator(seed: 0)
    let found = Bootstrap(resamples: 200).pairedDifferences(
      first: data.first, second: data.second, truth: data.truth, using: &generator)
    let sides = [data.first, data.second].map {
      (
        matrix: ConfusionMatrix(truth: data.truth, predicted: $0.predictions, classCount: 3),
        area: OneVersusRest(probabilities: $0, truth: data.truth).macroArea!,
        loss: $0.logLoss(truth: data.truth)
      )
    }
    #expect(agree(found.accuracy.first, sides[0].matrix.accuracy))
    #expect(agree(found.accuracy.second, sides[1].matrix.accuracy))
    #expect(agree(found.macroF1?.first, sides[0].matrix.average(.macro).f1))
    #expect(agree(found.macroArea?.second, sides[1].area))
    #expect(agree(found.logLoss.first, sides[0].loss))
    let difference = found.accuracy.difference
    #expect(agree(difference.estimate, found.accuracy.second - found.accuracy.first))
    #expect(difference.lower < difference.estimate && difference.estimate < difference.upper)
  }

  @Test func aModelDiffersInNothingFromItself() {
    let data = pair(count: 60, gap: 0, seed: 2)
    var generator = SeededGenerator(seed: 0)
    let found = Bootstrap(resamples: 50).pairedDifferences(
      first: data.first, second: data.first, truth: data.truth, using: &generator)
    let none = Interval(estimate: 0, lower: 0, upper: 0)
    #expect(found.accuracy.difference == none && found.logLoss.difference == none)
    #expect(found.macroF1?.difference == none && found.macroArea?.difference == none)
    #expect(!found.accuracy.isClear)
  }

  @Test func whatBothFindHardCancelsOut() throws {
    let data = pair(count: 300, gap: 0.4, seed: 3)
    var generator = SeededGenerator(seed: 0)
    let plan = Bootstrap(resamples: 500)
    let paired = plan.pairedDifferences(
      first: data.first, second: data.second, truth: data.truth, using: &generator)
    // The same objects with their second answers dealt to others of their class.
    let dealt = data.truth.indices.map { ($0 + 150) % 300 }
    let unpaired = plan.pairedDifferences(
      first: data.first,
      second: ClassProbabilities(
        classCount: 3, values: dealt.flatMap { data.second.row($0) }), truth: data.truth,
      using: &generator)
    func width(_ value: PairedDifference) -> Double {
      value.difference.upper - value.difference.lower
    }
    #expect(width(paired.accuracy) < 0.9 * width(unpaired.accuracy))
    #expect(width(paired.logLoss) < 0.7 * width(unpaired.logLoss))
    #expect(paired.logLoss.isClear && paired.logLoss.difference.upper < 0)
  }

  @Test func noJudgedClassLeavesTheMeansOut() {
    let data = pair(count: 9, gap: 0, seed: 4)
    var generator = SeededGenerator(seed: 0)
    let found = Bootstrap(resamples: 20).pairedDifferences(
      first: data.first, second: data.second, truth: data.truth, using: &generator)
    #expect(found.macroF1 == nil && found.macroArea == nil)
  }

  @Test func manyObjectsTakeTheFirstOrderOfTheArea() {
    let data = pair(count: WeightedMeanArea.exactLimit + 1, gap: 0.2, seed: 5)
    let area = WeightedMeanArea(of: data.first, truth: data.truth, classes: [0, 1, 2])
    let sweeps = (0..<3).map { label in
      WeightedArea(
        scores: data.first.column(label), labels: data.truth.map { $0 == label })
    }
    var draws = StratifiedDraws(strata: data.truth)
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<3 {
      draws.draw(using: &generator)
      let exact = sweeps.reduce(0) { $0 + $1.area(weights: draws.weights) } / 3
      // A resample moves the area by some 0.002.
      #expect(agree(area.value(weights: draws.weights), exact, within: 5e-5))
    }
  }
}

@Suite struct StudentQuantileTests {
  /// Values of scipy.stats.t.ppf and scipy.stats.beta.ppf, version 1.17.
  @Test(arguments: [
    (0.975, 1.0, 12.706204736174694), (0.975, 4, 2.7764451051977987),
    (0.975, 9.5, 2.2441374614922958), (0.995, 30, 2.7499956535672254),
    (0.025, 3, -3.1824463052837086),
    (0.975, 1e6, 1.959966356814107),
  ])
  func agreesWithScipy(probability: Double, degrees: Double, value: Double) {
    #expect(abs(studentQuantile(probability, degrees: degrees) / value - 1) < 1e-9)
  }
}
