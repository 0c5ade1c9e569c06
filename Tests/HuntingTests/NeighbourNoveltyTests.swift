import Testing

@testable import Hunting

struct NeighbourNoveltyTests {
  @Test func matchesPlainBruteForce() throws {
    let clusters = Clusters(counts: [70, 50, 3], columns: 11)
    let found = try NeighbourNovelty.nearestNeighbourDistance(clusters.features, k: 5)
    for row in 0..<clusters.features.rows {
      let distances = (0..<clusters.features.rows).filter { $0 != row }.map { other in
        zip(clusters.features[row], clusters.features[other])
          .reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
      }.sorted()
      let mean = distances.prefix(5).reduce(0, +) / 5
      #expect(abs(found[row] - mean) < 1e-3 * mean + 1e-3)
    }
  }

  @Test func aLonePointIsTheMostNovelEvenAgainstASubsample() throws {
    var rows = (0..<300).map { [Float($0 % 17) * 0.01, Float($0 % 13) * 0.01] }
    rows[123] = [9, 9]
    let scores = try NeighbourNovelty.nearestNeighbourDistance(
      FeatureMatrix(rows), referenceLimit: 64)
    #expect(scores.indices.max { scores[$0] < scores[$1] } == 123)
  }

  @Test func fewGalaxiesUseTheNeighboursThereAre() throws {
    #expect(
      try NeighbourNovelty.nearestNeighbourDistance(FeatureMatrix([[0, 0], [3, 4]])) == [5, 5])
    #expect(try NeighbourNovelty.nearestNeighbourDistance(FeatureMatrix([[1, 1]])) == [0])
    #expect(try NeighbourNovelty.nearestNeighbourDistance(FeatureMatrix([])) == [])
  }

  @Test func refusesZeroNeighbours() {
    #expect(throws: HuntingError.self) {
      try NeighbourNovelty.nearestNeighbourDistance(FeatureMatrix([[1]]), k: 0)
    }
  }
}
