import Hunting
import Models
import Store

/// Writes what a finetuned network says of every galaxy, chunk by chunk, beside the embeddings.
struct VotingJob {
  let store: HuntStore
  let record: ModelRecord
  /// The embedder whose vectors it takes.
  let embedder: Int64
  let engine: EngineChoice
  let activity: Activity
  var batchSize = Hunt.usualBatchSize

  /// Goes through what lacks votes; until none does, rankings do without them.
  func run() throws {
    let lacking = try store.galaxiesLackingEmbedding(model: record.id)
    guard !lacking.isEmpty else { return }
    let network = try FinetunedNetwork(
      configuration: record.config, weights: [UInt8](try store.weights(of: record.id)),
      device: engine.device, precision: engine.precision)
    let classes = network.configuration.classNames.count
    let total = try store.galaxyCount()
    let cutouts = try StoredCutouts(store, ids: lacking)
    let progress = activity.begin(.vote, total: total, done: total - lacking.count)
    defer { progress.finish() }
    try network.forEachVotes(
      of: cutouts,
      vectors: { range in
        let matrix = try store.embeddings(model: embedder, of: Array(lacking[range]))
        return FeatureMatrix(rows: matrix.count, columns: matrix.dimension, values: matrix.values)
      }, batchSize: batchSize
    ) { range, probabilities in
      try store.writeEmbeddings(
        model: record.id, of: Array(cutouts.galaxies[range]), dimension: classes,
        values: probabilities)
      progress.advance(by: range.count)
      try activity.check(.votes(model: record.id))
    }
  }
}

extension HuntStore {
  /// Fills in what the finetuned model in use lacks, if there is one for this embedder.
  func fillVotes(for embedder: ModelRecord, _ engine: EngineChoice, _ activity: Activity) throws {
    guard let record = try latestModel(kind: .finetuned),
      let run = FinetuneRecord(config: record.config), run.task.embedder == embedder.id,
      let settings = try? FinetuneConfiguration(stored: record.config), settings.weight > 0
    else { return }
    try VotingJob(
      store: self, record: record, embedder: embedder.id, engine: engine, activity: activity
    ).run()
  }
}
