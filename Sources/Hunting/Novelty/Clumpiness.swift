/// How closely galaxies keep together with a handful of others, against how far off the next ones are.
///
/// The distance to the fifth neighbour over that to the twentieth. The members of a small kind that look
/// alike lie close to each other and far from all others, wherever in the survey they are; novelty by
/// distance sees only those that lie outside.
enum Clumpiness {
  private static let (near, far) = (5, 20)

  /// Percentiles in 0...1 over the rows, 1 for the closest together; one half each where there are too
  /// few rows to tell.
  static func percentiles(_ features: FeatureMatrix) -> [Float] {
    guard features.rows > far else { return [Float](repeating: 0.5, count: features.rows) }
    let search = NeighbourSearch(sample: features, rows: Array(0..<features.rows))
    return RankFusion.percentiles(
      search.nearest(features, from: 0, k: far).map { found in
        let (near, far) = (found[near - 1].distance, found[far - 1].distance)
        return far > 0 ? -near / far : -1
      })
  }
}
