import Testing

@testable import Evaluation

@Suite struct EqualMassCalibrationTests {
  @Test func binsHoldAsManyEachInTheOrderOfConfidence() {
    let confidences = [0.9, 0.2, 0.4, 0.8, 0.6, 0.3, 0.7]
    let outcomes = [true, false, false, true, true, false, false]
    let diagram = ReliabilityDiagram(equalMass: 3, confidences: confidences, outcomes: outcomes)
    #expect(diagram.bins.map(\.count) == [2, 2, 3])
    #expect(diagram.bins.map(\.lower) == [0.2, 0.4, 0.7])
    #expect(diagram.bins.map(\.upper) == [0.3, 0.6, 0.9])
    #expect(diagram.bins.map(\.frequency) == [0, 0.5, 2.0 / 3])
    // By hand: (2·|0 − 0.25| + 2·|0.5 − 0.5| + 3·|2/3 − 0.8|) / 7.
    #expect(abs(diagram.expectedCalibrationError - (0.5 + 0 + 0.4) / 7) < 1e-12)
  }

  @Test func fewerObjectsThanBinsOrNone() {
    let few = ReliabilityDiagram(equalMass: 10, confidences: [0.5, 0.6], outcomes: [true, false])
    #expect(few.bins.map(\.count) == [1, 1])
    let none = ReliabilityDiagram(equalMass: 10, confidences: [], outcomes: [])
    #expect(none.bins.isEmpty && none.expectedCalibrationError == 0)
  }

  /// Of n objects a bin at confidence p, the mean |frequency − p| is about √(2p(1 − p)/πn).
  @Test func chanceGivesWhatTheBinomialSays() throws {
    var generator = SeededGenerator(seed: 4)
    let confidences = [Double](repeating: 0.6, count: 1_000)
    let chance = try #require(
      ReliabilityDiagram.errorByChance(
        equalMass: 10, confidences: confidences, using: &generator))
    let expected = (2 * 0.6 * 0.4 / (Double.pi * 100)).squareRoot()
    #expect(abs(chance.estimate - expected) < 0.02 * expected)
    #expect(chance.lower < chance.estimate && chance.estimate < chance.upper)
    var more = SeededGenerator(seed: 4)
    let fourfold = try #require(
      ReliabilityDiagram.errorByChance(
        equalMass: 10, confidences: [Double](repeating: 0.6, count: 4_000), using: &more))
    #expect(abs(fourfold.estimate - expected / 2) < 0.02 * expected)
  }

  @Test func anOverconfidentModelLiesAboveChance() throws {
    let probabilities = ClassProbabilities(
      classCount: 2, values: (0..<400).flatMap { _ in [0.9, 0.1] })
    // Right in seven of ten.
    let truth = (0..<400).map { $0 % 10 < 7 ? 0 : 1 }
    let (error, interval, byChance) = probabilities.equalMassCalibration(truth: truth)
    #expect(abs(error - 0.2) < 1e-12)
    let held = try #require(interval)
    #expect(held.lower < error && error < held.upper)
    #expect(try #require(byChance).upper < 0.1)
    // Seeded, so that a report is the same when it is written again.
    #expect(probabilities.equalMassCalibration(truth: truth).byChance == byChance)
  }
}
