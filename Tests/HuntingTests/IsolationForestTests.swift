import Testing

@testable import Hunting

struct IsolationForestTests {
  @Test func findsAPlantedOutlier() throws {
    let clusters = Clusters(counts: [400], columns: 4)
    var rows = (0..<400).map { Array(clusters.features[$0]) }
    rows[57] = rows[57].map { $0 + 8 }
    let features = FeatureMatrix(rows)
    let scores = try IsolationForest(features, seed: 1).scores(features)
    #expect(scores.indices.max { scores[$0] < scores[$1] } == 57)
    #expect(scores.allSatisfy { (0...1).contains($0) })
    #expect(scores[57] > 0.6)
  }

  @Test func theSeedFixesTheForest() throws {
    let features = Clusters(counts: [200]).features
    let first = try IsolationForest(features, trees: 20, seed: 4).scores(features)
    #expect(try IsolationForest(features, trees: 20, seed: 4).scores(features) == first)
    #expect(try IsolationForest(features, trees: 20, seed: 5).scores(features) != first)
  }

  @Test func equalPointsAreEquallyOrdinary() throws {
    let features = FeatureMatrix([[Float]](repeating: [1, 2], count: 30))
    let scores = try IsolationForest(features, trees: 5, seed: 0).scores(features)
    #expect(scores.allSatisfy { abs($0 - 0.5) < 1e-6 })
  }

  @Test func averagePathFollowsThePaper() {
    // 2·H(n−1) − 2(n−1)/n with H(255) ≈ ln 255 + γ.
    #expect(abs(IsolationForest.averagePath(256) - 10.244_77) < 1e-3)
    #expect(IsolationForest.averagePath(1) == 0)
    #expect(IsolationForest.averagePath(2) == 1)
  }

  @Test func refusesAnEmptyPoolAndOtherColumns() throws {
    #expect(throws: HuntingError.emptyPool) { try IsolationForest(FeatureMatrix([]), seed: 0) }
    let forest = try IsolationForest(FeatureMatrix([[1], [2]]), seed: 0)
    #expect(throws: HuntingError.self) { try forest.scores(FeatureMatrix([[1, 2]])) }
  }
}
