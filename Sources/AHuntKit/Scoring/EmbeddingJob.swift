import Hunting
import Models
import Store

/// Writes the vectors that the store lacks, chunk by chunk.
struct EmbeddingJob {
  let store: HuntStore
  let record: ModelRecord
  let engine: EngineChoice
  let batchSize: Int
  let activity: Activity

  /// Embeds every galaxy without a vector; what was committed stays through an interruption.
  func run() throws -> FillingSummary {
    let total = try store.galaxyCount()
    guard total > 0 else {
      throw HuntError.noGalaxies
    }
    try store.requireWholeCatalogs()
    var written = 0
    let lacking = try store.galaxiesLackingEmbedding(model: record.id)
    let start = activity.seconds()
    if !lacking.isEmpty {
      let progress = activity.begin(.embed, total: total, done: total - lacking.count)
      defer { progress.finish() }
      let embedder = try store.embedder(record, engine)
      let cutouts = try StoredCutouts(store, ids: lacking)
      try embedder.forEachEmbedding(of: cutouts, batchSize: batchSize) {
        range, vectors, densities in
        let galaxies = Array(cutouts.galaxies[range])
        // A galaxy counts as embedded only when both are there.
        written += try store.transaction { store in
          try store.writeScores(
            model: record.id, kind: ScoreKind.density.rawValue, of: galaxies,
            values: densities.map { -Double($0) })
          return try store.writeEmbeddings(
            model: record.id, of: galaxies, dimension: embedder.dimension, values: vectors)
        }
        progress.advance(by: galaxies.count)
        try activity.check(.embedded)
      }
    }
    return FillingSummary(
      model: record.id, written: written, skipped: total - lacking.count,
      replaced: lacking.count - written,
      seconds: activity.seconds() - start)
  }
}
