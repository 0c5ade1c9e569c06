import Testing

@testable import Hunting

struct SoftmaxHeadTests {
  @Test func reachesTheSolutionOfScikitLearn() throws {
    let fixture = try LogisticRegressionFixture.load()
    let features = FeatureMatrix(fixture.features)
    var head = SoftmaxHead(for: features, l2: fixture.l2, tolerance: 1e-8)
    try head.fit(
      features: features,
      answers: fixture.labels.enumerated().map { LabelledGalaxy(galaxy: $0, label: $1) },
      classes: [0, 1, 2])
    for (found, wanted) in zip(head.weights, fixture.weights) {
      for (found, wanted) in zip(found, wanted) { #expect(abs(found - wanted) < 1e-4) }
    }
    let probabilities = try head.probabilities(features)
    for row in 0..<features.rows {
      for index in 0..<3 {
        #expect(
          abs(probabilities.probability(row, index) - fixture.probabilities[row][index]) < 1e-4)
      }
    }
  }
}
