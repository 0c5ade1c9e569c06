import Evaluation
import Foundation
import Testing

@testable import Hunting

struct LocalOutlierFactorTests {
  /// What scikit-learn found; `Fixtures/local_outlier_factor.py` made it.
  private struct Fixture: Decodable {
    let neighbours: Int
    let features: [[Float]]
    let factors: [Float]

    static func load() throws -> Fixture {
      let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/local_outlier_factor.json")
      return try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
    }
  }

  @Test func agreesWithScikitLearn() throws {
    let fixture = try Fixture.load()
    let features = FeatureMatrix(fixture.features)
    let factor = try LocalOutlierFactor(
      reference: features, rows: Array(0..<features.rows), neighbours: fixture.neighbours)
    let found = factor.scores(of: features)
    for (row, expected) in fixture.factors.enumerated() {
      #expect(abs(found[row] - expected) < 2e-3 * expected, "row \(row)")
    }
    #expect(fixture.factors.max()! > 2)
  }

  @Test func partsGiveWhatTheWholeGives() throws {
    let clusters = Clusters(counts: [80, 60], columns: 7)
    let rows = clusters.features.evenlySpacedRows(limit: 50)
    let factor = try LocalOutlierFactor(
      reference: clusters.features.gathering(rows), rows: rows, neighbours: 8)
    let whole = factor.scores(of: clusters.features)
    let parts = [0..<33, 33..<140].flatMap {
      factor.scores(of: clusters.features.gathering(Array($0)), from: $0.lowerBound)
    }
    #expect(whole == parts)
  }

  @Test(arguments: [3, 8]) func oneSearchGivesBothScores(neighbours: Int) throws {
    let clusters = Clusters(counts: [80, 60], columns: 7)
    let rows = clusters.features.evenlySpacedRows(limit: 50)
    let sample = clusters.features.gathering(rows)
    let factor = try LocalOutlierFactor(reference: sample, rows: rows, neighbours: neighbours)
    let both = factor.scoresAndDistances(of: clusters.features)
    #expect(both.scores == factor.scores(of: clusters.features))
    #expect(
      both.distances
        == (try NeighbourNovelty(reference: sample, rows: rows).distances(of: clusters.features)))
  }

  /// By distance the edge of the wide cloud is the strangest; by the factor the stray beside the
  /// narrow one.
  @Test func strayBesideADenseCloudOutranksAWideOne() throws {
    var generator = SeededGenerator(seed: 3)
    func cloud(_ count: Int, at centre: Float, width: Float) -> [[Float]] {
      (0..<count).map { _ in
        (0..<4).map { _ in centre + width * Clusters.normal(using: &generator) }
      }
    }
    let rows =
      cloud(100, at: 0, width: 0.1) + cloud(100, at: 20, width: 3) + [[0.6, 0.6, -0.6, 0.6]]
    let features = FeatureMatrix(rows)
    let factor = try LocalOutlierFactor(reference: features, rows: Array(rows.indices))
    let found = factor.scores(of: features)
    #expect(found.indices.max { found[$0] < found[$1] } == 200)
    let distances = try NeighbourNovelty.nearestNeighbourDistance(features)
    #expect(distances[200] < distances[100..<200].max()!)
  }

  @Test func equalGalaxiesAndLoneOnesStayFinite() throws {
    let equal = FeatureMatrix([[Float]](repeating: [1, 2], count: 9))
    let factor = try LocalOutlierFactor(reference: equal, rows: Array(0..<9), neighbours: 3)
    #expect(factor.scores(of: equal).allSatisfy { $0 == 1 })
    let one = FeatureMatrix([[1, 2]])
    #expect(try LocalOutlierFactor(reference: one, rows: [0]).scores(of: one) == [1])
    #expect(throws: HuntingError.self) {
      try LocalOutlierFactor(reference: one, rows: [0], neighbours: 0)
    }
  }
}
