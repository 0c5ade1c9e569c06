import Testing

@testable import Evaluation

@Suite struct ROCCurveTests {
  @Test(arguments: Reference.stored.binary.indices)
  func agreesWithScikitLearn(index: Int) throws {
    let reference = Reference.stored.binary[index]
    let curve = try #require(
      ROCCurve(scores: reference.scores, labels: reference.labels, droppingCollinear: false))
    #expect(agree(curve.falsePositiveRates, reference.fpr))
    #expect(agree(curve.truePositiveRates, reference.tpr))
    #expect(agree(Array(curve.thresholds.dropFirst()), reference.thresholds))
    #expect(curve.thresholds.first == .infinity)
    #expect(agree(curve.area, reference.auc))
    #expect(agree(areaUnderROC(scores: reference.scores, labels: reference.labels), reference.auc))
  }

  @Test(arguments: Reference.stored.binary.indices)
  func droppingCollinearPointsKeepsTheLine(index: Int) throws {
    let reference = Reference.stored.binary[index]
    let full = try #require(
      ROCCurve(scores: reference.scores, labels: reference.labels, droppingCollinear: false))
    let short = try #require(ROCCurve(scores: reference.scores, labels: reference.labels))
    #expect(agree(short.area, full.area))
    #expect(short.thresholds.count <= full.thresholds.count)
    #expect(short.falsePositiveRates.last == 1 && short.truePositiveRates.last == 1)
    let fullPoints = Set(zip(full.falsePositiveRates, full.truePositiveRates).map { [$0, $1] })
    let kept = zip(short.falsePositiveRates, short.truePositiveRates).map { [$0, $1] }
    #expect(kept.allSatisfy(fullPoints.contains))
  }

  @Test func aPerfectRankingNeedsThreePoints() throws {
    let curve = try #require(
      ROCCurve(scores: [4, 3, 2, 1], labels: [true, true, false, false]))
    #expect(curve.falsePositiveRates == [0, 0, 1])
    #expect(curve.truePositiveRates == [0, 1, 1])
    #expect(curve.area == 1)
  }

  @Test func oneClassAloneHasNoArea() {
    for labels in [[true, true, true], [false, false, false], []] {
      let scores = labels.indices.map(Double.init)
      #expect(areaUnderROC(scores: scores, labels: labels) == nil)
      #expect(ROCCurve(scores: scores, labels: labels) == nil)
    }
  }

  @Test func areaIsInvariantUnderMonotoneMapsAndMirrorsUnderNegation() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<40 {
      let count = Int.random(in: 5...80, using: &generator)
      // Few distinct values, so that ties are common.
      let scores = (0..<count).map { _ in Double(Int.random(in: -6...6, using: &generator)) }
      let labels = (0..<count).map { $0 < 2 ? $0 == 0 : Bool.random(using: &generator) }
      let area = try #require(areaUnderROC(scores: scores, labels: labels))
      #expect(
        areaUnderROC(scores: scores.map { $0 * $0 * $0 + 2 * $0 - 9 }, labels: labels) == area)
      #expect(agree(areaUnderROC(scores: scores.map { -$0 }, labels: labels), 1 - area))
      #expect(agree(areaUnderROC(scores: scores, labels: labels.map { !$0 }), 1 - area))
    }
  }

  @Test func notANumberRanksLast() {
    #expect(areaUnderROC(scores: [.nan, 1, -5], labels: [false, true, true]) == 1)
    #expect(areaUnderROC(scores: [.nan, .nan], labels: [false, true]) == 0.5)
  }

  @Test(arguments: Reference.stored.binary.indices)
  func averageRanksAgreeWithScipy(index: Int) {
    let reference = Reference.stored.binary[index]
    #expect(averageRanks(of: reference.scores) == reference.ranks)
  }

  @Test func ratesBetweenPointsAreInterpolated() throws {
    let curve = try #require(
      ROCCurve(scores: [3, 2, 2, 1], labels: [true, true, false, false]))
    #expect(curve.truePositiveRate(atFalsePositiveRate: 0) == 0.5)
    #expect(curve.truePositiveRate(atFalsePositiveRate: 0.25) == 0.75)
    #expect(curve.truePositiveRate(atFalsePositiveRate: 1) == 1)
  }
}
