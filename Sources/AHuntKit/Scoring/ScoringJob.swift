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
    let unembedded = try store.galaxiesLackingEmbedding(model: embedder.id).count
    guard unembedded == 0 else {
      throw HuntError.incompleteEmbeddings(missing: unembedded)
    }
    let toReconstruct = try lacking(.reconstruction)
    let unplaced = try ScoreKind.stored.filter { $0.source == .embedder }
      .reduce(into: Set<Int64>()) { $0.formUnion(try lacking($1)) }
    let incomplete = unplaced.union(toReconstruct)
    let start = activity.seconds()
    if !incomplete.isEmpty {
      let progress = activity.begin(.score, total: total, done: total - toReconstruct.count)
      defer { progress.finish() }
      try reconstruct(toReconstruct, progress)
      if !unplaced.isEmpty {
        try fillDensity(try lacking(.density))
        try fillNeighbours()
        try fuse()
      }
    }
    return FillingSummary(
      model: scorer.id, written: incomplete.count, skipped: total - incomplete.count,
      seconds: activity.seconds() - start)
  }

  /// The model that a score is filed under: the one that it derives from.
  private func model(of score: ScoreKind) -> ModelRecord.ID {
    score.source == .scorer ? scorer.id : embedder.id
  }

  private func lacking(_ score: ScoreKind) throws -> [Int64] {
    try store.galaxiesLackingScore(model: model(of: score), kind: score.rawValue)
  }

  private func write(_ score: ScoreKind, of ids: [Int64], _ values: [Double]) throws {
    try store.writeScores(model: model(of: score), kind: score.rawValue, ids: ids, values: values)
  }

  private func reconstruct(_ ids: [Int64], _ progress: StageProgress) throws {
    guard !ids.isEmpty else { return }
    let loaded = try store.scorer(scorer, engine)
    let cutouts = try StoredCutouts(store, ids: ids)
    try loaded.forEachErrors(of: cutouts, batchSize: batchSize) { range, _, weighted in
      try write(.reconstruction, of: Array(ids[range]), weighted.map(Double.init))
      progress.advance(by: range.count)
      try activity.check(.scored)
    }
  }

  /// Densities come with the embeddings; only a removed or imported score leaves gaps.
  private func fillDensity(_ ids: [Int64]) throws {
    guard !ids.isEmpty else { return }
    let loaded = try store.embedder(embedder, engine)
    let cutouts = try StoredCutouts(store, ids: ids)
    try loaded.forEachEmbedding(of: cutouts, batchSize: batchSize) { range, _, densities in
      try write(.density, of: Array(ids[range]), densities.map { -Double($0) })
      try activity.check(.scored)
    }
  }

  /// Holds the galaxies, part by part, against a sample of the survey.
  private func fillNeighbours() throws {
    let ids = try store.galaxyIDs()
    let count = min(ids.count, NeighbourNovelty.usualReference)
    let rows = (0..<count).map { $0 * ids.count / count }
    let factor = try LocalOutlierFactor(
      reference: try features(rows.map { ids[$0] }), rows: rows)
    for start in stride(from: 0, to: ids.count, by: 8_192) {
      let part = Array(ids[start..<min(start + 8_192, ids.count)])
      let (factors, distances) = factor.scoresAndDistances(
        of: try features(part), from: start)
      try write(.neighbour, of: part, distances.map(Double.init))
      try write(.outlier, of: part, factors.map(Double.init))
      try activity.check(.scored)
    }
  }

  private func features(_ ids: [Int64]) throws -> FeatureMatrix {
    let matrix = try store.embeddings(model: embedder.id, of: ids)
    return FeatureMatrix(rows: matrix.count, columns: matrix.dimension, values: matrix.values)
  }

  /// The weighted mean of the percentiles of the embedding's scores.
  private func fuse() throws {
    let columns = try ScoreKind.fused.map { part in
      try store.scores(model: embedder.id, kind: part.kind.rawValue)
    }
    let fused = try RankFusion.fuse(
      columns.map { $0.values.map(Float.init) }, weights: ScoreKind.fused.map(\.weight))
    try write(.fusion, of: columns[0].ids, fused.map(Double.init))
  }
}
