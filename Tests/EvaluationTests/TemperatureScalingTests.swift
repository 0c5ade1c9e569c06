import Foundation
import Testing

@testable import Evaluation

/// Temperatures against SciPy's, made by Fixtures/temperature.py.
@Suite struct TemperatureScalingTests {
  private struct Case: Decodable {
    let name: String
    let classCount: Int
    let probabilities: [Double]
    let truth: [Int]
    let temperature: Double
    let lossBefore: Double
    let lossAfter: Double
    let firstRows: [Double]

    var given: ClassProbabilities {
      ClassProbabilities(classCount: classCount, values: probabilities)
    }
  }

  private let cases: [Case]

  init() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "temperature", withExtension: "json", subdirectory: "Fixtures"))
    cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
  }

  @Test func theTemperatureIsTheLikeliest() {
    for one in cases {
      let found = TemperatureScaling.fitted(one.given, truth: one.truth)
      #expect(abs(found / one.temperature - 1) < 1e-5, "\(one.name): \(found)")
    }
    #expect(cases.count == 3)
  }

  @Test func scaledProbabilitiesAreTheSofterOrHarderOnes() {
    for one in cases {
      let scaled = TemperatureScaling.scaled(one.given, by: one.temperature)
      for (value, expected) in zip(scaled.values, one.firstRows) {
        #expect(abs(value - expected) < 1e-9, "\(one.name)")
      }
      #expect(abs(one.given.logLoss(truth: one.truth) - one.lossBefore) < 1e-6, "\(one.name)")
      #expect(abs(scaled.logLoss(truth: one.truth) - one.lossAfter) < 1e-9, "\(one.name)")
      #expect(scaled.predictions == one.given.predictions)
      #expect((0..<scaled.count).allSatisfy { abs(scaled.row($0).reduce(0, +) - 1) < 1e-12 })
    }
  }

  @Test func fewObjectsAndOneLeaveThemAlone() {
    let one = cases[0]
    #expect(TemperatureScaling.scaled(one.given, by: 1) == one.given)
    let few = ClassProbabilities(
      classCount: 4, values: Array(one.probabilities.prefix(4 * 29)))
    #expect(TemperatureScaling.fitted(few, truth: Array(one.truth.prefix(29))) == 1)
  }

  @Test func alwaysRightOrWrongStopsAtTheEnds() {
    let sure = ClassProbabilities(
      classCount: 2, values: (0..<80).map { $0 % 2 == 0 ? 0.75 : 0.25 })
    let right = TemperatureScaling.fitted(sure, truth: Array(repeating: 0, count: 40))
    let wrong = TemperatureScaling.fitted(sure, truth: Array(repeating: 1, count: 40))
    #expect(abs(right - 0.125) < 1e-6 && abs(wrong - 8) < 1e-5)
  }

  @Test func aProbabilityOfZeroIsNoTrouble() {
    let rounded = ClassProbabilities(classCount: 3, values: [1, 0, 0, 0, 1, 0] as [Double])
    let scaled = TemperatureScaling.scaled(rounded, by: 2)
    #expect(scaled.values.allSatisfy(\.isFinite) && scaled.predictions == [0, 1])
  }
}
