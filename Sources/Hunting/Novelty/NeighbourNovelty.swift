/// Novelty by loneliness: how far a galaxy's nearest neighbours lie in embedding space.
///
/// Galaxies are held against an evenly spaced subsample of the survey, so that the cost grows
/// linearly with it and the survey itself may come in parts.
///
/// ```swift
/// let novelty = NeighbourNovelty(reference: sample, rows: rowsOfTheSample)
/// for part in parts { scores += novelty.distances(of: part.features, from: part.firstRow) }
/// ```
package struct NeighbourNovelty: Sendable {
  /// Galaxies of a survey that are enough to stand for it.
  package static let usualReference = 4_096

  /// Neighbours that the distance is to.
  package static let usualNeighbours = 5

  private let search: NeighbourSearch

  /// The subsample, with the row of the survey that each of its galaxies is.
  package init(reference: FeatureMatrix, rows: [Int]) {
    search = NeighbourSearch(sample: reference, rows: rows)
  }

  /// Mean Euclidean distance of every row to its `k` nearest rows of an evenly spaced subsample.
  ///
  /// At most `referenceLimit` rows are held against each galaxy. Standardise the features first.
  package static func nearestNeighbourDistance(
    _ features: FeatureMatrix, k: Int = usualNeighbours, referenceLimit: Int = usualReference
  ) throws(HuntingError) -> [Float] {
    guard referenceLimit > k else {
      throw .invalidSetting(name: "referenceLimit", reason: "it must exceed the neighbours asked")
    }
    let chosen = features.evenlySpacedRows(limit: referenceLimit)
    return try NeighbourNovelty(reference: features.gathering(chosen), rows: chosen)
      .distances(of: features, k: k)
  }

  /// Mean Euclidean distance of every galaxy to its `k` nearest in the reference.
  ///
  /// A galaxy is never its own neighbour. With fewer than `k` others, all of them count; with none,
  /// the distance is 0.
  ///
  /// - Parameter firstRow: the row of the survey that the first of the features is.
  package func distances(
    of features: FeatureMatrix, from firstRow: Int = 0, k: Int = usualNeighbours
  ) throws(HuntingError) -> [Float] {
    guard k > 0 else { throw .invalidSetting(name: "k", reason: "it counts neighbours, from 1") }
    return search.nearest(features, from: firstRow, k: k).map { Self.distance($0[...]) }
  }

  /// The mean distance to these neighbours; 0 where there are none.
  static func distance(_ found: ArraySlice<NeighbourSearch.Neighbour>) -> Float {
    found.isEmpty ? 0 : found.reduce(Float(0)) { $0 + $1.distance } / Float(found.count)
  }
}
