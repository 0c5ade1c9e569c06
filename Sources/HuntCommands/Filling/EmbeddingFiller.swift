import Hunting
import Models
import Store

/// Writes the vectors that the store lacks, chunk by chunk.
struct EmbeddingFiller {
  let store: HuntStore
  let record: ModelRecord
  let engine: EngineChoice
  let batchSize: Int

  /// Embeds every galaxy without a vector; what was committed stays through an interruption.
  func fill(_ console: Console) throws -> FillingPayload {
    let total = try store.galaxyCount()
    guard total > 0 else {
      throw CommandFailure.failed("there are no galaxies yet: run `ahunt import SURVEY` first")
    }
    let lacking = try store.galaxiesLackingEmbedding(model: record.id)
    let progress = console.progress("embed", total: total)
    progress.begin(at: total - lacking.count)
    defer { if !lacking.isEmpty { progress.finish() } }
    if !lacking.isEmpty {
      let embedder = try store.embedder(record, engine)
      let cutouts = try StoredCutouts(store, ids: lacking)
      try embedder.forEachEmbedding(of: cutouts, batchSize: batchSize) {
        range, vectors, densities in
        let ids = Array(lacking[range])
        // Scores first: a galaxy counts as embedded only when both are there.
        try store.writeScores(
          model: record.id, kind: NoveltyScore.density.rawValue, ids: ids,
          values: densities.map { -Double($0) })
        try store.writeEmbeddings(
          model: record.id, ids: ids, dimension: embedder.dimension, values: vectors)
        progress.advance(by: ids.count)
        try console.checkInterrupt("what is embedded is kept, run the same command to go on")
      }
    }
    let seconds = progress.elapsed
    return FillingPayload(
      model: record.id, written: lacking.count, skipped: total - lacking.count, seconds: seconds,
      imagesPerSecond: Double(lacking.count) / max(seconds, 1e-9))
  }
}
