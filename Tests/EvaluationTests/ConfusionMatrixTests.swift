import Testing

@testable import Evaluation

@Suite struct ConfusionMatrixTests {
  @Test(arguments: Reference.stored.multiclass.indices)
  func agreesWithScikitLearn(index: Int) throws {
    let reference = Reference.stored.multiclass[index]
    let probabilities = ClassProbabilities(
      classCount: reference.classCount, values: reference.probabilities)
    let matrix = ConfusionMatrix(
      truth: reference.truth, predicted: probabilities.predictions,
      classCount: reference.classCount)
    #expect(matrix.counts == reference.confusion)
    #expect(agree(matrix.accuracy, reference.accuracy))
    #expect(agree(matrix.balancedAccuracy, reference.balancedAccuracy))
    #expect(agree(matrix.matthewsCorrelation, reference.mcc))
    #expect(matrix.classScores.map(\.support) == reference.support)
    #expect(agree(matrix.classScores.map(\.precision), reference.precision))
    #expect(agree(matrix.classScores.map(\.recall), reference.recall))
    #expect(agree(matrix.classScores.map(\.f1), reference.f1))
    for averaging in Averaging.allCases {
      let average = matrix.average(averaging)
      let expected = try #require(reference.averages[averaging.rawValue])
      #expect(agree([average.precision, average.recall, average.f1], expected))
      #expect(average.support == reference.truth.count)
    }
  }

  @Test func rowSharesSumToOneWhereThereAreObjects() {
    let matrix = ConfusionMatrix(counts: [[3, 1], [0, 0]])
    #expect(matrix.rowShares == [[0.75, 0.25], [0, 0]])
    #expect(matrix.majorityShare == 1)
    #expect(matrix.predictions == [3, 1])
  }

  @Test func anEmptyMatrixIsZeroThroughout() {
    let matrix = ConfusionMatrix(truth: [], predicted: [], classCount: 3)
    #expect(matrix.accuracy == 0 && matrix.balancedAccuracy == 0)
    #expect(matrix.matthewsCorrelation == 0)
    #expect(matrix.average(.macro).f1 == 0)
  }

  @Test func classesWithFewObjectsAreNotJudged() throws {
    let matrix = ConfusionMatrix(counts: [[8, 2, 0], [3, 9, 0], [0, 9, 0]])
    #expect(matrix.judgedClasses == [0, 1])
    #expect(matrix.accuracy(of: [0, 1]) == 17.0 / 22)
    let average = try #require(matrix.macroAverage(of: [0, 1]))
    #expect(agree(average.recall, (0.8 + 0.75) / 2))
    #expect(agree(average.precision, (8.0 / 11 + 9.0 / 20) / 2))
    #expect(average.support == 22)
    #expect(matrix.macroAverage(of: []) == nil && matrix.accuracy(of: []) == 0)
  }

  @Test func matthewsCorrelationOfTwoClasses() {
    let truth = [true, true, true, false, false, false, false, false]
    #expect(matthewsCorrelation(truth: truth, predicted: truth) == 1)
    #expect(matthewsCorrelation(truth: truth, predicted: truth.map { !$0 }) == -1)
    #expect(matthewsCorrelation(truth: truth, predicted: truth.map { _ in true }) == 0)
    // TP 2, FN 1, FP 1, TN 4: (2·4 − 1·1) / √(3·3·5·5) = 7/15.
    let predicted = [true, true, false, true, false, false, false, false]
    #expect(agree(matthewsCorrelation(truth: truth, predicted: predicted), 7.0 / 15))
  }
}
