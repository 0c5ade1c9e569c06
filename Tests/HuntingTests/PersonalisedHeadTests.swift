import Foundation
import Testing

@testable import Hunting

struct PersonalisedHeadTests {
  /// A head that has seen `answered` of each of the clouds.
  private func fitted(
    _ clusters: Clusters, answered: Int, clouds: [Int] = [0, 1, 2],
    settings: HeadSettings = HeadSettings()
  ) throws -> PersonalisedHead {
    var head = PersonalisedHead(for: clusters.features, settings: settings)
    try head.fit(
      features: clusters.features, answers: answers(clusters, answered: answered, clouds: clouds),
      classes: clouds.map(Int64.init))
    return head
  }

  private func answers(
    _ clusters: Clusters, answered: Int, clouds: [Int]
  ) -> [LabelledGalaxy] {
    clouds.enumerated().flatMap { label, cloud in
      clusters.clouds.indices.filter { clusters.clouds[$0] == cloud }.prefix(answered)
        .map { LabelledGalaxy(galaxy: $0, label: label) }
    }
  }

  @Test func reachesTheModeOfTheGaussianProcess() throws {
    struct Fixture: Decodable {
      let features: [[Float]]
      let labels: [Int]
      let probabilities: [[Float]]
    }
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/gaussian_process.json")
    let fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
    let features = FeatureMatrix(fixture.features)
    var head = PersonalisedHead(for: features, settings: HeadSettings(tolerance: 1e-7))
    try head.fit(
      features: features,
      answers: fixture.labels.enumerated().map { LabelledGalaxy(galaxy: $0, label: $1) },
      classes: [0, 1, 2])
    let probabilities = try head.probabilities(features)
    for row in 0..<features.rows {
      for index in 0..<3 {
        let found = probabilities.probability(row, index)
        #expect(abs(found - fixture.probabilities[row][index]) < 1e-4)
      }
    }
  }

  /// What is on the same side of the survey counts for a class with few answers, less for one with
  /// more, and not at all from ninety.
  @Test func directionsFadeWithTheAnswers() {
    let settings = HeadSettings(slope: 0.8)
    #expect([0, 10, 70, 89].map { settings.slope(answers: $0) } == [0.8, 0.4, 0.1, 8.0 / 99])
    #expect(settings.slope(answers: 90) == 0)
    let kernel = RationalQuadratic(of: FeatureMatrix([[-1], [1], [3], [5]]))
    // The mean is 2, the mean square about it 5, the median of 2, 4, 6, 2, 4, 2 squared is 16.
    #expect(kernel.squaredLength == 16 && kernel.squaredScale == 5)
    let points = kernel.centred(FeatureMatrix([[5], [3], [-1]]))
    #expect(points.values == [3, 1, -3])
    let values = kernel.matrix(points, points.gathering([0]), slope: 0.5)
    for (found, wanted) in zip(values, [1.9, 16.0 / 20 * 1.3, 16.0 / 52 * 0.1]) {
      #expect(abs(found - wanted) < 1e-6)
    }
  }

  @Test func aShapeThatNoPlaneCutsOutIsLearned() throws {
    // A core within a shell: linear heads can only guess.
    let all = Clusters(counts: [400], columns: 3, spread: 1, seed: 3)
    let middle = all.features.rows
    let norms = (0..<middle).map { row in
      (0..<3).reduce(Float(0)) { sum, column in
        let mean =
          (0..<middle).reduce(Float(0)) { $0 + all.features.values[$1 * 3 + column] }
          / Float(middle)
        let x = all.features.values[row * 3 + column] - mean
        return sum + x * x
      }
    }
    let median = norms.sorted()[middle / 2]
    var head = PersonalisedHead(for: all.features)
    try head.fit(
      features: all.features,
      answers: (0..<200).map { LabelledGalaxy(galaxy: $0, label: norms[$0] < median ? 0 : 1) },
      classes: [0, 1])
    let probabilities = try head.probabilities(all.features)
    let right = (200..<400).count {
      (probabilities.probability($0, 0) > probabilities.probability($0, 1)) == (norms[$0] < median)
    }
    #expect(right > 170)
  }

  @Test func aClassFirstNamedLaterTakesNothingFromTheOthers() throws {
    let clusters = Clusters(counts: [60, 60, 60])
    var warm = try fitted(clusters, answered: 6, clouds: [0, 1])
    let before = try warm.probabilities(clusters.features)
    let all = answers(clusters, answered: 6, clouds: [0, 1, 2])
    try warm.fit(
      features: clusters.features, answers: all, classes: [0, 1, 2])
    #expect(try warm == fitted(clusters, answered: 6))
    let after = try warm.probabilities(clusters.features)
    let member = try #require(clusters.clouds.lastIndex(of: 2))
    #expect(before.reserve(member) > 0.5)
    #expect(after.probability(member, 2) > 0.5)
    let old = try #require(clusters.clouds.lastIndex(of: 0))
    #expect(after.probability(old, 0) > 0.9 * before.probability(old, 0))
  }

  @Test func theReserveRisesFarFromEverythingAnswered() throws {
    let clusters = Clusters(counts: [200, 200, 8])
    let head = try fitted(clusters, answered: 10, clouds: [0, 1])
    let probabilities = try head.probabilities(clusters.features)
    let answered = clusters.clouds.indices.filter { clusters.clouds[$0] < 2 }
      .map { probabilities.reserve($0) }.sorted()
    let unseen = clusters.clouds.indices.filter { clusters.clouds[$0] == 2 }
      .map { probabilities.reserve($0) }
    #expect(unseen.min()! > answered[answered.count * 19 / 20])
    #expect(unseen.min()! > 3 * answered[answered.count / 2])
    #expect(answered[answered.count / 2] < 0.1)
    let outlier = FeatureMatrix([[Float](repeating: 60, count: 6)])
    // Two classes at their prior: (1 − p)² against p + p.
    let prior = 1 / (1 + exp(Float(2)))
    let rest = (1 - prior) * (1 - prior)
    #expect(abs(try head.probabilities(outlier).reserve(0) - rest / (rest + 2 * prior)) < 0.01)
  }

  @Test func oneClassAloneSharesWithTheReserve() throws {
    let clusters = Clusters(counts: [50, 50])
    let head = try fitted(clusters, answered: 5, clouds: [0])
    let probabilities = try head.probabilities(clusters.features)
    let near = try #require(clusters.clouds.firstIndex(of: 0))
    let far = try #require(clusters.clouds.firstIndex(of: 1))
    #expect(probabilities.probability(near, 0) > probabilities.probability(far, 0))
  }

  @Test func moreAnswersThanSupportsAreStillLearned() throws {
    let clusters = Clusters(counts: [300, 200, 20], spread: 0.8)
    var settings = HeadSettings()
    let whole = try fitted(clusters, answered: 100, settings: settings)
    settings.inducingPointLimit = 60
    let thin = try fitted(clusters, answered: 100, settings: settings)
    let a = try whole.probabilities(clusters.features)
    let b = try thin.probabilities(clusters.features)
    let agree = (0..<a.rows).count { row in
      (0..<3).max { a.probability(row, $0) < a.probability(row, $1) }
        == (0..<3).max { b.probability(row, $0) < b.probability(row, $1) }
    }
    #expect(agree > a.rows * 98 / 100)
  }

  @Test func aPriorThatIsNoneIsRefused() throws {
    let features = FeatureMatrix([[0, 1], [1, 0]])
    var head = PersonalisedHead(for: features, settings: HeadSettings(amplitude: -1))
    #expect(throws: HuntingError.self) {
      try head.fit(features: features, answers: [], classes: [0])
    }
  }
}
