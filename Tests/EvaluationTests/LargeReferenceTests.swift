import Testing

@testable import Evaluation

/// A million objects, made here and in `Fixtures/make_reference.py` by the same whole-number arithmetic.
@Suite struct LargeReferenceTests {
  private let reference = Reference.stored.large

  @Test func curvesOfAMillionAgreeWithScikitLearn() throws {
    let count = reference.count
    var labels: [Bool] = []
    var scores: [Double] = []
    labels.reserveCapacity(count)
    scores.reserveCapacity(count)
    for index in 0..<count {
      let isPositive = index * 40_503 % 65_536 < 1_966
      labels.append(isPositive)
      scores.append(
        Double((index * 2_654_435_761 % 4_294_967_296) >> 20) + (isPositive ? 700 : 0))
    }
    let curve = try #require(ROCCurve(scores: scores, labels: labels))
    #expect(agree(curve.area, reference.auc, within: 1e-9))
    #expect(
      agree(
        averagePrecision(scores: scores, labels: labels), reference.averagePrecision, within: 1e-9))
  }

  @Test func scoresOfAMillionAgreeWithScikitLearn() throws {
    let count = reference.count
    var truth: [Int] = []
    var values: [Double] = []
    truth.reserveCapacity(count)
    values.reserveCapacity(3 * count)
    for index in 0..<count {
      let label = index * 2_654_435_761 % 4_294_967_296 % 3
      let raw = (
        Double(index * 31 % 97 + 1 + (label == 0 ? 40 : 0)),
        Double(index * 53 % 97 + 1 + (label == 1 ? 40 : 0)),
        Double(index * 71 % 97 + 1 + (label == 2 ? 40 : 0))
      )
      let sum = raw.0 + raw.1 + raw.2
      truth.append(label)
      values.append(raw.0 / sum)
      values.append(raw.1 / sum)
      values.append(raw.2 / sum)
    }
    let probabilities = ClassProbabilities(classCount: 3, values: values)
    let matrix = ConfusionMatrix(
      truth: truth, predicted: probabilities.predictions, classCount: 3)
    #expect(matrix.counts == reference.confusion)
    #expect(agree(matrix.accuracy, reference.accuracy, within: 1e-9))
    #expect(agree(matrix.balancedAccuracy, reference.balancedAccuracy, within: 1e-9))
    #expect(agree(matrix.matthewsCorrelation, reference.mcc, within: 1e-9))
    for averaging in Averaging.allCases {
      let own = matrix.average(averaging)
      let expected = try #require(reference.averages[averaging.rawValue])
      #expect(agree([own.precision, own.recall, own.f1], expected, within: 1e-9))
    }
    #expect(agree(probabilities.brierScore(truth: truth), reference.brier, within: 1e-9))
    #expect(agree(probabilities.logLoss(truth: truth), reference.logLoss, within: 1e-9))
    #expect(agree(probabilities.topAccuracy(2, truth: truth), reference.top2, within: 1e-9))
    #expect(
      agree(
        probabilities.reliability(truth: truth).expectedCalibrationError, reference.ece,
        within: 1e-9))
  }
}
