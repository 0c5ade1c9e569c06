import Hunting
import Models
import Store

/// Writes the novelty scores that the store lacks, one of each kind that is stored.
struct ScoringJob {
  let store: HuntStore
  let scorer: ModelRecord
  let embedder: ModelRecord
  let engine: EngineChoice
  let batchSize: Int
  let activity: Activity

  /// Scores every galaxy; reconstruction resumes, and what the embedding gives is quick: where a galaxy
  /// lacks any of it, it is done anew for all of them.
  func run() throws -> FillingSummary {
    let total = try store.galaxyCount()
    guard total > 0 else {
      throw HuntError.noGalaxies
    }
    try store.requireWholeCatalogs()
    let unembedded = try store.galaxiesLackingEmbedding(model: embedder.id).count
    guard unembedded == 0 else {
      throw HuntError.incompleteEmbeddings(missing: unembedded)
    }
    let toReconstruct = try lacking(.reconstruction)
    let incomplete = try unplaced().union(toReconstruct)
    let start = activity.seconds()
    if !incomplete.isEmpty {
      let progress = activity.begin(.score, total: total, done: total - toReconstruct.count)
      defer { progress.finish() }
      try reconstruct(toReconstruct, progress)
      if try !unplaced().isEmpty { try place() }
    }
    let left = try incomplete.isEmpty ? 0 : unplaced().union(lacking(.reconstruction)).count
    return FillingSummary(
      model: scorer.id, written: max(0, incomplete.count - left),
      skipped: total - incomplete.count, replaced: left, seconds: activity.seconds() - start)
  }

  /// Galaxies that lack a score that their vectors give.
  private func unplaced() throws -> Set<Int64> {
    try ScoreKind.stored.filter { $0.source == .embedder }
      .reduce(into: Set<Int64>()) { $0.formUnion(try lacking($1)) }
  }

  /// The model that a score is filed under: the one that it derives from.
  private func model(of score: ScoreKind) -> ModelRecord.ID {
    score.source == .scorer ? scorer.id : embedder.id
  }

  private func lacking(_ score: ScoreKind) throws -> [Int64] {
    try store.galaxiesLackingScore(model: model(of: score), kind: score.rawValue)
  }

  private func write(
    _ score: ScoreKind, of galaxies: some Sequence<GalaxyPixels>, _ values: [Double]
  ) throws {
    try store.writeScores(
      model: model(of: score), kind: score.rawValue, of: Array(galaxies), values: values)
  }

  private func reconstruct(_ ids: [Int64], _ progress: StageProgress) throws {
    guard !ids.isEmpty else { return }
    let loaded = try store.scorer(scorer, engine)
    let cutouts = try StoredCutouts(store, ids: ids)
    try loaded.forEachErrors(of: cutouts, batchSize: batchSize) { range, _, weighted in
      try write(.reconstruction, of: cutouts.galaxies[range], weighted.map(Double.init))
      progress.advance(by: range.count)
      try activity.check(.scored)
    }
  }

  /// Writes the scores that the vectors give, as of the pixels that galaxies have by now.
  ///
  /// - Throws: `HuntError.incompleteEmbeddings` where pixels, and with them vectors, are replaced in
  ///   the midst of it.
  private func place() throws {
    let galaxies = try store.pixelRevisions(of: try store.galaxyIDs())
    do {
      try fillDensity(try lacking(.density))
      try fillNeighbours(galaxies)
      try fuse(galaxies)
    } catch StoreError.noEmbedding {
      throw HuntError.incompleteEmbeddings(
        missing: try store.galaxiesLackingEmbedding(model: embedder.id).count)
    }
  }

  /// Densities come with the embeddings; only a removed or imported score leaves gaps.
  private func fillDensity(_ ids: [Int64]) throws {
    guard !ids.isEmpty else { return }
    let loaded = try store.embedder(embedder, engine)
    let cutouts = try StoredCutouts(store, ids: ids)
    try loaded.forEachEmbedding(of: cutouts, batchSize: batchSize) { range, _, densities in
      try write(.density, of: cutouts.galaxies[range], densities.map { -Double($0) })
      try activity.check(.scored)
    }
  }

  /// Holds the galaxies, part by part, against a sample of the survey.
  private func fillNeighbours(_ galaxies: [GalaxyPixels]) throws {
    let count = min(galaxies.count, NeighbourNovelty.usualReference)
    let rows = (0..<count).map { $0 * galaxies.count / count }
    let factor = try LocalOutlierFactor(
      reference: try features(rows.map { galaxies[$0] }), rows: rows)
    for start in stride(from: 0, to: galaxies.count, by: 8_192) {
      let part = Array(galaxies[start..<min(start + 8_192, galaxies.count)])
      let (factors, distances) = factor.scoresAndDistances(
        of: try features(part), from: start)
      try write(.neighbour, of: part, distances.map(Double.init))
      try write(.outlier, of: part, factors.map(Double.init))
      try activity.check(.scored)
    }
  }

  private func features(_ galaxies: [GalaxyPixels]) throws -> FeatureMatrix {
    let matrix = try store.embeddings(model: embedder.id, of: galaxies.map(\.galaxy))
    return FeatureMatrix(rows: matrix.count, columns: matrix.dimension, values: matrix.values)
  }

  /// The weighted mean of the percentiles of the embedding's scores.
  ///
  /// Ranks are of all galaxies or of none: where one has lost its scores to new pixels by now, there is
  /// nothing to rank before the next run.
  private func fuse(_ galaxies: [GalaxyPixels]) throws {
    let ids = galaxies.map(\.galaxy)
    let columns = try store.snapshot { store in
      try ScoreKind.fused.map { part in
        try store.scores(model: embedder.id, kind: part.kind.rawValue)
      }
    }
    guard columns.allSatisfy({ $0.ids == ids }) else { return }
    let fused = try RankFusion.fuse(
      columns.map { $0.values.map(Float.init) }, weights: ScoreKind.fused.map(\.weight))
    try write(.fusion, of: galaxies, fused.map(Double.init))
  }
}
