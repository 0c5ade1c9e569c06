import Testing

@testable import Evaluation

@Suite struct OneVersusRestTests {
  @Test(arguments: Reference.stored.multiclass.indices)
  func agreesWithScikitLearn(index: Int) {
    let reference = Reference.stored.multiclass[index]
    let probabilities = ClassProbabilities(
      classCount: reference.classCount, values: reference.probabilities)
    let curves = OneVersusRest(probabilities: probabilities, truth: reference.truth)
    for (area, expected) in zip(curves.areas, reference.classAUC) {
      #expect((area == nil) == (expected == nil))
      if let expected { #expect(agree(area, expected)) }
    }
    #expect((curves.macroArea == nil) == (reference.macroAUC == nil))
    if let area = reference.macroAUC { #expect(agree(curves.macroArea, area)) }
    for (label, expected) in reference.classAP.enumerated() {
      let found = averagePrecision(
        scores: probabilities.column(label), labels: reference.truth.map { $0 == label })
      #expect((found == nil) == (expected == nil))
      if let expected { #expect(agree(found, expected)) }
    }
    let kappa = Kappa.cohen(Array(zip(reference.truth, probabilities.predictions)))
    #expect((kappa == nil) == (reference.kappa == nil))
    if let expected = reference.kappa { #expect(agree(kappa, expected)) }
    #expect(agree(curves.microArea, reference.microAUC))
  }

  @Test func classesMayBeLeftOutOfTheMacroAverage() throws {
    let reference = Reference.stored.multiclass[0]
    let probabilities = ClassProbabilities(
      classCount: reference.classCount, values: reference.probabilities)
    let curves = OneVersusRest(
      probabilities: probabilities, truth: reference.truth, classes: [0, 2])
    #expect(curves.areas.map { $0 != nil } == [true, false, true, false])
    let areas = [0, 2].compactMap { reference.classAUC[$0] }
    #expect(agree(curves.macroArea, areas.reduce(0, +) / 2))
    #expect(agree(curves.microArea, reference.microAUC))
    let intervals = AreaIntervals(
      probabilities: probabilities, truth: reference.truth, classes: [0, 2])
    #expect(intervals.classes.map { $0 != nil } == [true, false, true, false])
    #expect(agree(intervals.macro?.estimate, areas.reduce(0, +) / 2))
  }

  @Test func averagingACurveWithItselfChangesNothing() throws {
    let reference = Reference.stored.binary[2]
    let curve = try #require(ROCCurve(scores: reference.scores, labels: reference.labels))
    let mean = try #require(ROCCurve(averaging: [curve, curve]))
    #expect(agree(mean.area, curve.area))
    #expect(zip(mean.truePositiveRates, mean.truePositiveRates.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func averagingKeepsVerticalSteps() throws {
    let perfect = try #require(ROCCurve(scores: [2, 1], labels: [true, false]))
    let worst = try #require(ROCCurve(scores: [1, 2], labels: [true, false]))
    let mean = try #require(ROCCurve(averaging: [perfect, worst]))
    #expect(mean.falsePositiveRates == [0, 0, 1, 1])
    #expect(mean.truePositiveRates == [0, 0.5, 0.5, 1])
    #expect(mean.area == 0.5)
    #expect(ROCCurve(averaging: []) == nil)
  }
}
