import Hunting
import Survey

extension Bench {
  /// Galaxies a ranking is measured over, for each picture of the other stages.
  private static let galaxiesEach = 16
  private static let columns = 64
  private static let answers = 500

  /// Fits the head to 500 answers and ranks as many galaxies as there are pictures, times 16.
  func rank() throws -> (images: Int, seconds: Double) {
    let features = self.features()
    return try timed(features.rows) {
      _ = descendingOrder(
        ofScores: try shares(features).interestScore(weights: [1, 2, 0, 0]))
    }
  }

  /// Ranks as many anew by other interests, without a fit.
  func weigh() throws -> (images: Int, seconds: Double) {
    let shares = try self.shares(features())
    return timed(shares.rows) {
      _ = descendingOrder(ofScores: shares.interestScore(weights: [2, 1, 0.5, 0]))
    }
  }

  private func features() -> FeatureMatrix {
    var random = SkyRandom(seed: seed)
    let rows = count * Self.galaxiesEach
    return FeatureMatrix(
      rows: rows, columns: Self.columns,
      values: (0..<rows * Self.columns).map { _ in random.uniform() })
  }

  private func shares(_ features: FeatureMatrix) throws -> HeadProbabilities {
    let answers = (0..<min(Self.answers, features.rows)).map {
      LabelledGalaxy(galaxy: $0, label: $0 % 4)
    }
    var head = PersonalisedHead(for: features)
    try head.fit(features: features, answers: answers, classes: [0, 1, 2, 3])
    return try head.probabilities(features)
  }
}
