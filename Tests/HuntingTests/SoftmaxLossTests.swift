import Evaluation
import Testing

@testable import Hunting

struct SoftmaxLossTests {
  @Test(arguments: [2, 3, 4, 5, 9])
  func gradientMatchesFiniteDifferences(classCount: Int) {
    var generator = SeededGenerator(seed: 5)
    let rows = 12
    let columns = 7
    let features = FeatureMatrix(
      rows: rows, columns: columns,
      values: (0..<rows * columns).map { _ in Float.random(in: -2...2, using: &generator) })
    let loss = SoftmaxLoss(
      inputs: features, labels: (0..<rows).map { $0 % classCount }, classCount: classCount,
      l2: 0.7)
    let point = (0..<loss.parameterCount).map { _ in Double.random(in: -1...1, using: &generator) }
    var gradient = point
    var ignored = point
    _ = loss.evaluate(point, gradient: &gradient)
    let step = 1e-5
    for index in point.indices {
      var above = point
      var below = point
      above[index] += step
      below[index] -= step
      let slope =
        (loss.evaluate(above, gradient: &ignored) - loss.evaluate(below, gradient: &ignored))
        / (2 * step)
      #expect(abs(slope - gradient[index]) < 1e-6 * max(1, abs(slope)))
    }
  }

  @Test func zeroWeightsCostTheLogarithmOfTheClassCount() {
    let loss = SoftmaxLoss(
      inputs: FeatureMatrix([[1, 2], [3, 4]]), labels: [0, 2], classCount: 3, l2: 1)
    var gradient = [Double](repeating: 0, count: loss.parameterCount)
    let value = loss.evaluate(
      [Double](repeating: 0, count: loss.parameterCount), gradient: &gradient)
    #expect(abs(value - 2 * 1.098_612_288_668_11) < 1e-12)
  }
}
