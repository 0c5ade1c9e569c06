import Foundation
import Testing

@testable import Evaluation

@Suite struct ClassProbabilitiesTests {
  @Test(arguments: Reference.stored.multiclass.indices)
  func agreesWithScikitLearn(index: Int) {
    let reference = Reference.stored.multiclass[index]
    let probabilities = ClassProbabilities(
      classCount: reference.classCount, values: reference.probabilities)
    #expect(agree(probabilities.topAccuracy(2, truth: reference.truth), reference.top2))
    #expect(agree(probabilities.brierScore(truth: reference.truth), reference.brier))
    #expect(agree(probabilities.logLoss(truth: reference.truth), reference.logLoss, within: 1e-7))
    let diagram = probabilities.reliability(truth: reference.truth)
    #expect(agree(diagram.expectedCalibrationError, reference.ece))
    #expect(diagram.bins.map(\.count) == reference.binCounts)
  }

  @Test func topAccuracyGrowsToOne() {
    let probabilities = ClassProbabilities(
      classCount: 3, values: [0.5, 0.3, 0.2, 0.2, 0.3, 0.5, 0.1, 0.1, 0.8])
    let truth = [1, 0, 2]
    #expect((1...3).map { probabilities.topAccuracy($0, truth: truth) } == [1.0 / 3, 2.0 / 3, 1])
  }

  @Test func aTieGoesToTheFirstClass() {
    let probabilities = ClassProbabilities(classCount: 2, values: [Float](repeating: 0.5, count: 4))
    #expect(probabilities.predictions == [0, 0])
    #expect(probabilities.confidences == [0.5, 0.5])
  }

  @Test func certainErrorsStayFinite() {
    let probabilities = ClassProbabilities(classCount: 2, values: [1.0, 0.0])
    #expect(agree(probabilities.logLoss(truth: [1]), -log(Double.ulpOfOne)))
    #expect(probabilities.brierScore(truth: [1]) == 2)
    #expect(probabilities.brierScore(truth: [0]) == 0)
  }

  @Test func perfectlyCalibratedBinsHaveNoError() {
    let outcomes = (0..<10).map { $0 < 7 }
    let diagram = ReliabilityDiagram(
      confidences: [Double](repeating: 0.7, count: 10), outcomes: outcomes, bins: 10)
    #expect(agree(diagram.expectedCalibrationError, 0))
    #expect(diagram.bins[6].count == 10)
    #expect(diagram.count == 10)
  }

  @Test func binEdgesBelongToTheLowerBin() {
    let diagram = ReliabilityDiagram(
      confidences: [0, 0.5, 1], outcomes: [false, true, true], bins: 2)
    #expect(diagram.bins.map(\.count) == [2, 1])
  }
}
