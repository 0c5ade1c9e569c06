package import Hunting
private import Layers
package import Tensors

/// A finetuned network at work: pixels and embeddings in, probabilities of the person's classes out.
package struct FinetunedNetwork {
  private let loaded: LoadedNetwork<FinetuneConfiguration>

  /// A stored network.
  ///
  /// - Throws: `ModelError.configuration` or `LayerError.checkpoint` where the parts do not fit.
  package init(
    configuration: String, weights: [UInt8], device: Device = .cpu, precision: Precision = .auto
  ) throws {
    loaded = try LoadedNetwork(
      json: configuration, weights: weights, device: device, precision: precision)
  }

  package var configuration: FinetuneConfiguration { loaded.configuration }

  /// Probabilities, `count × classes`, handed over batch by batch as they are computed.
  ///
  /// - Parameter vectors: the embeddings of the galaxies in a range of the cutouts.
  package func forEachVotes(
    of cutouts: any CutoutSource, vectors: (Range<Int>) throws -> FeatureMatrix, batchSize: Int,
    _ body: (_ range: Range<Int>, _ probabilities: [Float]) throws -> Void
  ) throws {
    let configuration = configuration
    let offset = try Tensor(
      configuration.offset(to: configuration.shares), shape: [1, configuration.shares.count],
      device: loaded.device)
    try loaded.forEachBatch(of: cutouts, size: batchSize) { range, batch in
      let rows = try vectors(range)
      precondition(rows.rows == range.count && rows.columns == configuration.vectorLength)
      let beside = try Tensor(rows.values, shape: [rows.rows, rows.columns], device: loaded.device)
      let logits = loaded.network.logProbabilities(loaded.pictures(batch.cutouts), beside) + offset
      try body(range, (logits.logSoftmax(1) / configuration.temperature).softmax(1).array())
    }
  }
}
