private import Layers
package import Tensors

/// A trained autoencoder at work: pixels in, reconstruction errors out.
package struct Scorer {
  private let loaded: LoadedNetwork<ScorerConfiguration>

  init(_ loaded: LoadedNetwork<ScorerConfiguration>) { self.loaded = loaded }

  /// A stored scorer.
  ///
  /// - Throws: `ModelError.configuration` or `LayerError.checkpoint` where the parts do not fit.
  package init(
    configuration: String, weights: [UInt8], device: Device = .cpu, precision: Precision = .auto
  ) throws {
    loaded = try LoadedNetwork(
      json: configuration, weights: weights, device: device, precision: precision)
  }

  package var configuration: ScorerConfiguration { loaded.configuration }

  /// Reconstruction errors of each cutout; higher is stranger.
  ///
  /// `plain` is the summed squared error. `weighted` counts each pixel by the object's smoothed
  /// light there and divides by the light itself, so that neither the sky nor mere brightness counts.
  package func errors(_ cutouts: any CutoutSource) throws -> (plain: [Float], weighted: [Float]) {
    var plain: [Float] = []
    var weighted: [Float] = []
    try forEachErrors(of: cutouts, batchSize: 256) { _, one, other in
      plain += one
      weighted += other
    }
    return (plain, weighted)
  }

  /// The same, handed over batch by batch as it is computed.
  package func forEachErrors(
    of cutouts: any CutoutSource, batchSize: Int,
    _ body: (_ range: Range<Int>, _ plain: [Float], _ weighted: [Float]) throws -> Void
  ) throws {
    try loaded.forEachBatch(of: cutouts, size: batchSize) { range, batch in
      let pictures = loaded.pictures(batch.cutouts)
      let (plain, weighted) = loaded.network(pictures, .inference).errors(against: pictures)
      try body(range, plain.array(), weighted.array())
    }
  }

  /// The galaxies redrawn through the bottleneck, as a person is shown them.
  package func reconstruct(_ cutouts: any CutoutSource) throws -> CutoutSet {
    var pixels: [UInt8] = []
    try loaded.forEachBatch(of: cutouts) { _, batch in
      let pictures = loaded.network(loaded.pictures(batch.cutouts), .inference)
      pixels += configuration.preprocessing.levels(pictures)
    }
    return CutoutSet(size: configuration.size, pixels: pixels)
  }
}
