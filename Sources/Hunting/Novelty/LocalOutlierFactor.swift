/// Novelty against a galaxy's own kind: how much thinner the survey is here than at its neighbours.
///
/// Distance alone finds the far ends of a survey, where every galaxy is lonely. This factor (Breunig,
/// Kriegel, Ng & Sander 2000) is about 1 wherever a galaxy lies as close to its neighbours as these do
/// to theirs, and more where it stands out among galaxies that are alike: a ring among plain discs.
/// Galaxies are held against an evenly spaced subsample of the survey.
///
/// ```swift
/// let factor = LocalOutlierFactor(reference: sample, rows: rowsOfTheSample)
/// for part in parts { scores += factor.scores(of: part.features, from: part.firstRow) }
/// ```
package struct LocalOutlierFactor: Sendable {
  /// Neighbours that make a neighbourhood.
  package static let usualNeighbours = 30
  /// What keeps a heap of equal galaxies from being infinitely dense.
  private static let least: Float = 1e-10

  private let search: NeighbourSearch
  private let neighbours: Int
  /// Distance of each galaxy of the sample to its farthest neighbour.
  private let reaches: [Float]
  /// Local reachability density of each galaxy of the sample.
  private let densities: [Float]

  /// The subsample, with the row of the survey that each of its galaxies is.
  package init(
    reference: FeatureMatrix, rows: [Int], neighbours: Int = usualNeighbours
  ) throws(HuntingError) {
    guard neighbours > 0 else {
      throw .invalidSetting(name: "neighbours", reason: "a neighbourhood has at least one")
    }
    // Rows of the sample among themselves.
    let own = NeighbourSearch(sample: reference, rows: Array(rows.indices))
    let found = own.nearest(reference, from: 0, k: neighbours)
    let reaches = found.map { $0.last?.distance ?? 0 }
    self.reaches = reaches
    densities = found.map { Self.density($0, reaches) }
    search = NeighbourSearch(sample: reference, rows: rows)
    self.neighbours = neighbours
  }

  /// The factor of every galaxy; 1 where there is no other.
  ///
  /// - Parameter firstRow: the row of the survey that the first of the features is.
  package func scores(of features: FeatureMatrix, from firstRow: Int = 0) -> [Float] {
    search.nearest(features, from: firstRow, k: neighbours).map(factor)
  }

  /// The factor of every galaxy, and with it the distance that `NeighbourNovelty` gives: the search,
  /// which is all the work, is the same.
  package func scoresAndDistances(
    of features: FeatureMatrix, from firstRow: Int = 0
  ) -> (scores: [Float], distances: [Float]) {
    let nearest = NeighbourNovelty.usualNeighbours
    let found = search.nearest(features, from: firstRow, k: max(neighbours, nearest))
    return (
      found.map { factor(Array($0.prefix(neighbours))) },
      found.map { NeighbourNovelty.distance($0.prefix(nearest)) }
    )
  }

  private func factor(_ found: [NeighbourSearch.Neighbour]) -> Float {
    guard !found.isEmpty else { return 1 }
    let around = found.reduce(Float(0)) { $0 + densities[$1.index] } / Float(found.count)
    return around / Self.density(found, reaches)
  }

  /// One over the mean distance to the neighbours, none nearer than that one's own farthest.
  private static func density(
    _ found: [NeighbourSearch.Neighbour], _ reaches: [Float]
  ) -> Float {
    let sum = found.reduce(Float(0)) { $0 + max($1.distance, reaches[$1.index]) }
    return 1 / (sum / Float(max(1, found.count)) + least)
  }
}
