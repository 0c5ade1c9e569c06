package import Vocabulary

/// A catalog with known classes, to be hunted as if nobody knew them.
package struct ReplayPool: Sendable {
  /// One feature vector per galaxy.
  package let features: FeatureMatrix
  /// The catalog's own class of every galaxy.
  package let knownClasses: [String]
  /// Unsupervised scores, one value per galaxy each.
  package let scores: [ScoreKind: [Float]]
  /// The novelty score that the novelty arm follows.
  package let novelty: [Float]

  /// Without a novelty score the arm follows the distance to the five nearest neighbours.
  package init(
    features: FeatureMatrix, knownClasses: [String], scores: [ScoreKind: [Float]] = [:],
    novelty: [Float]? = nil
  ) throws(HuntingError) {
    guard features.rows > 0 else { throw .emptyPool }
    guard knownClasses.count == features.rows else {
      throw .countMismatch(
        what: "known classes", expected: features.rows, found: knownClasses.count)
    }
    for score in scores.values where score.count != features.rows {
      throw .countMismatch(what: "scores", expected: features.rows, found: score.count)
    }
    if let novelty, novelty.count != features.rows {
      throw .countMismatch(
        what: "novelty scores", expected: features.rows, found: novelty.count)
    }
    self.features = features
    self.knownClasses = knownClasses
    var scores = scores
    if scores[.neighbour] == nil {
      scores[.neighbour] = try NeighbourNovelty.nearestNeighbourDistance(features)
    }
    self.novelty = novelty ?? scores[.fusion] ?? scores[.neighbour]!
    self.scores = scores
  }

  /// A pool in which anomalies are thinned at random to `rate` of all galaxies.
  package func thinned(
    anomalies: Set<String>, rate: Double, using generator: inout some RandomNumberGenerator
  ) throws(HuntingError) -> ReplayPool {
    guard rate > 0, rate < 1 else {
      throw .invalidReplay(setting: .anomalyRate, reason: "a share lies between 0 and 1")
    }
    let rare = knownClasses.indices.filter { anomalies.contains(knownClasses[$0]) }
    let common = knownClasses.count - rare.count
    let wanted = Int((rate / (1 - rate) * Double(common)).rounded())
    guard wanted <= rare.count else {
      throw .invalidReplay(
        setting: .anomalyRate,
        reason: "\(rare.count) of \(knownClasses.count) galaxies are hunted, which is less already")
    }
    let keep = max(1, wanted)
    let dropped = Set(rare.shuffled(using: &generator).dropFirst(keep))
    let rows = knownClasses.indices.filter { !dropped.contains($0) }
    return try ReplayPool(
      features: features.gathering(rows), knownClasses: rows.map { knownClasses[$0] },
      scores: scores.mapValues { score in rows.map { score[$0] } },
      novelty: rows.map { novelty[$0] })
  }
}
