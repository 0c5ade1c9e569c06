/// A flat map on which galaxies lie close where they are neighbours in the embedding.
///
/// UMAP (McInnes, Healy and Melville 2018, arXiv:1802.03426): a fuzzy graph of nearest neighbours,
/// laid out by attraction along its edges and repulsion from galaxies drawn at random. Neighbours are
/// approximate (`InvertedLists`), the curve is 1 / (1 + d²), that is a = b = 1. Of large surveys
/// `sampleLimit` galaxies are laid out, and each of the others is put among its nearest of these.
/// Distances between groups and sizes of groups mean nothing. The same features, start and seed give
/// the same map.
///
/// ```swift
/// let points = UMAP().layout(of: features, from: principalComponents)
/// ```
package struct UMAP: Sendable {
  /// Neighbours of each galaxy.
  package var neighbours = 15
  /// Passes over the edges.
  package var epochs = 200
  /// Galaxies pushed away for each end of an edge drawn together.
  package var repulsions = 5
  /// Galaxies that are laid out by themselves.
  package var sampleLimit = 10_000
  /// Fixes what is drawn at random.
  package var seed: UInt64 = 0

  /// The usual settings.
  package init() {}

  /// One point a galaxy.
  ///
  /// - Parameters:
  ///   - features: one vector a galaxy, [galaxies, features].
  ///   - start: where to begin, one point a galaxy, such as the first two principal components.
  ///   - preferred: rows that are laid out by themselves whatever the limit, up to half of it.
  package func layout(
    of features: FeatureMatrix, from start: [SIMD2<Float>], preferred: [Int] = []
  ) -> [SIMD2<Float>] {
    precondition(start.count == features.rows, "the layout starts from one point a galaxy")
    guard features.rows > 2, features.columns > 0 else { return start }
    let sample = rows(of: features.rows, preferred)
    let chosen = sample.count == features.rows ? features : features.gathering(sample)
    let lists = InvertedLists(chosen)
    let found = lists.search(chosen, k: min(neighbours + 1, chosen.rows))
    let (graph, scales) = FuzzyGraph.make(found, rows: chosen.rows)
    var points = Self.scaled(sample.map { start[$0] })
    graph.layOut(&points, epochs: epochs, repulsions: repulsions, seed: seed)
    guard sample.count < features.rows else { return points }
    return placed(features, sample, points, lists, scales)
  }

  /// The rows that are laid out by themselves: the preferred and evenly spaced ones.
  private func rows(of count: Int, _ preferred: [Int]) -> [Int] {
    guard count > sampleLimit else { return Array(0..<count) }
    var isChosen = [Bool](repeating: false, count: count)
    for row in preferred.prefix(sampleLimit / 2) { isChosen[row] = true }
    let left = sampleLimit - isChosen.count { $0 }
    for index in 0..<left { isChosen[index * count / left] = true }
    return isChosen.indices.filter { isChosen[$0] }
  }

  /// Each galaxy at the weighted mean of its three nearest that have a place.
  private func placed(
    _ features: FeatureMatrix, _ sample: [Int], _ points: [SIMD2<Float>], _ lists: InvertedLists,
    _ scales: [Float]
  ) -> [SIMD2<Float>] {
    let k = min(3, sample.count)
    let found = lists.search(features, k: k)
    var placed = (0..<features.rows).map { row in
      var sum = SIMD2<Float>.zero
      var weights: Float = 0
      let nearest = found.distances[row * k]
      for index in row * k..<(row + 1) * k where found.places[index] >= 0 {
        let place = Int(found.places[index])
        let weight = FuzzyGraph.power(-(found.distances[index] - nearest) / scales[place])
        sum += weight * points[place]
        weights += weight
      }
      return weights > 0 ? sum / weights : .zero
    }
    for (place, row) in sample.enumerated() { placed[row] = points[place] }
    return placed
  }

  /// The start, centred, its wider side 20 long, as the forces want it.
  private static func scaled(_ start: [SIMD2<Float>]) -> [SIMD2<Float>] {
    var low = start[0]
    var high = start[0]
    for point in start {
      low = low.replacing(with: point, where: point .< low)
      high = high.replacing(with: point, where: point .> high)
    }
    let side = (high - low).max()
    guard side > 0 else { return start.map { _ in .zero } }
    let centre = (low + high) / 2
    return start.map { ($0 - centre) * (20 / side) }
  }
}
