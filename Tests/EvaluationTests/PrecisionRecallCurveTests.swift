import Testing

@testable import Evaluation

@Suite struct PrecisionRecallCurveTests {
  @Test(arguments: Reference.stored.binary.indices)
  func agreesWithScikitLearn(index: Int) throws {
    let reference = Reference.stored.binary[index]
    let curve = try #require(
      PrecisionRecallCurve(scores: reference.scores, labels: reference.labels))
    #expect(agree(curve.precisions, reference.precision))
    #expect(agree(curve.recalls, reference.recall))
    #expect(agree(curve.thresholds, reference.prThresholds))
    #expect(agree(curve.averagePrecision, reference.averagePrecision))
    #expect(
      averagePrecision(scores: reference.scores, labels: reference.labels)
        == curve.averagePrecision)
  }

  @Test func aConstantScoreHasThePrevalence() throws {
    let curve = try #require(
      PrecisionRecallCurve(scores: [1, 1, 1, 1], labels: [true, false, false, false]))
    #expect(curve.prevalence == 0.25)
    #expect(curve.averagePrecision == 0.25)
  }

  @Test func withoutPositivesThereIsNoCurve() {
    #expect(PrecisionRecallCurve(scores: [1, 2], labels: [false, false]) == nil)
    #expect(averagePrecision(scores: [], labels: []) == nil)
    #expect(averagePrecision(scores: [3, 1], labels: [true, true]) == 1)
  }

  @Test func precisionAtARecallIsThatOfItsThreshold() throws {
    let curve = try #require(
      PrecisionRecallCurve(scores: [4, 3, 2, 1], labels: [true, false, true, false]))
    #expect(curve.precision(atRecall: 0.5) == 1)
    #expect(curve.precision(atRecall: 0.6) == 2.0 / 3)
    #expect(curve.precision(atRecall: 1) == 2.0 / 3)
  }
}
