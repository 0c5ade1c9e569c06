private import Layers
package import Tensors

/// A trained embedder at work: pixels in, vectors and log-densities out.
package struct Embedder {
  private let loaded: LoadedNetwork<EmbedderConfiguration>
  private var network: EmbedderNetwork { loaded.network }

  init(_ loaded: LoadedNetwork<EmbedderConfiguration>) { self.loaded = loaded }

  /// A stored embedder.
  ///
  /// - Throws: `ModelError.configuration` or `LayerError.checkpoint` where the parts do not fit.
  package init(
    configuration: String, weights: [UInt8], device: Device = .cpu, precision: Precision = .auto
  ) throws {
    loaded = try LoadedNetwork(
      json: configuration, weights: weights, device: device, precision: precision)
  }

  package var configuration: EmbedderConfiguration { loaded.configuration }

  /// Numbers a vector has.
  package var dimension: Int { configuration.dimension }

  /// Vectors, `count × dimension`, and log p(μ) under the flow in nats.
  ///
  /// Both are means over the square's eight symmetries, so a turned galaxy gets the same vector.
  package func embed(
    _ cutouts: any CutoutSource
  ) throws -> (vectors: [Float], logDensities: [Float]) {
    var vectors: [Float] = []
    var densities: [Float] = []
    vectors.reserveCapacity(cutouts.count * dimension)
    try forEachEmbedding(of: cutouts, batchSize: 256) { _, some, theirs in
      vectors += some
      densities += theirs
    }
    return (vectors, densities)
  }

  /// The same, handed over batch by batch as it is computed.
  package func forEachEmbedding(
    of cutouts: any CutoutSource, batchSize: Int,
    _ body: (_ range: Range<Int>, _ vectors: [Float], _ logDensities: [Float]) throws -> Void
  ) throws {
    try loaded.forEachBatch(of: cutouts, size: batchSize) { range, batch in
      let (raw, density) = try rawEmbedding(batch)
      try body(range, network.projection(raw).array(), density.array())
    }
  }

  /// What the network alone sees, μ and pooled maps, and log p(μ): before the measured shape joins.
  package func forEachSeen(
    of cutouts: any CutoutSource, batchSize: Int,
    _ body: (_ range: Range<Int>, _ seen: [Float], _ logDensities: [Float]) throws -> Void
  ) throws {
    try loaded.forEachBatch(of: cutouts, size: batchSize) { range, batch in
      let (seen, density) = symmetric(batch.cutouts)
      try body(range, seen.array(), density.array())
    }
  }

  /// New galaxies as a person is shown them: base noise → flow → decoder, in evaluation mode.
  ///
  /// The same seed draws the same ones.
  package func sample(
    _ count: Int, prior: LatentPrior = .flow, seed: UInt64
  ) throws -> CutoutSet {
    let random = RandomState(seed: seed, device: loaded.device)
    let pictures = inferring { network.vae.sample(count, prior: prior, using: random) }
    return CutoutSet(
      size: configuration.size, pixels: configuration.preprocessing.levels(pictures))
  }

  /// The galaxies redrawn from their latent means, as a person is shown them.
  package func reconstruct(_ cutouts: any CutoutSource) throws -> CutoutSet {
    var pixels: [UInt8] = []
    try loaded.forEachBatch(of: cutouts) { _, batch in
      let mean = network.vae.encode(loaded.pictures(batch.cutouts), .inference).mean
      pixels += configuration.preprocessing.levels(network.vae.decode(mean, .inference))
    }
    return CutoutSet(size: configuration.size, pixels: pixels)
  }

  /// Where the galaxies' latent means lie in the flow's base space, one vector each.
  func bases(of cutouts: any CutoutSource) throws -> [[Float]] {
    var bases: [[Float]] = []
    try loaded.forEachBatch(of: cutouts) { range, batch in
      let mean = network.vae.encode(loaded.pictures(batch.cutouts), .inference).mean
      let values: [Float] = network.vae.flow.inverse(mean).base.cast(to: .float32).array()
      let width = values.count / range.count
      bases += (0..<range.count).map { Array(values[$0 * width..<($0 + 1) * width]) }
    }
    return bases
  }

  /// Pictures of points in the flow's base space, as a person is shown them.
  func drawn(bases: [[Float]]) throws -> CutoutSet {
    let width = network.vae.flow.dimension
    let pictures = try inferring {
      let base = try Tensor(
        bases.flatMap(\.self), shape: [bases.count, width], device: loaded.device)
      return network.vae.decode(network.vae.flow.forward(base), .inference)
    }
    return CutoutSet(
      size: configuration.size, pixels: configuration.preprocessing.levels(pictures))
  }

  /// All that is known of the galaxies, block by block, and the latents' log-density.
  private func rawEmbedding(
    _ batch: CutoutBatch
  ) throws -> (embedding: Tensor, density: Tensor) {
    let (seen, density) = symmetric(batch.cutouts)
    let columns = configuration.shapeColumns
    guard columns > 0 else { return (seen, density) }
    let shapes = try loaded.shapes(batch, columns: columns)
    return (.concatenated([seen, shapes], along: 1), density)
  }

  private func symmetric(_ cutouts: Tensor) -> (embedding: Tensor, density: Tensor) {
    var embedding: Tensor?
    var density: Tensor?
    for view in loaded.views(cutouts) {
      let (one, latent) = network.features(view)
      let own = network.vae.flow.logDensity(latent).cast(to: .float32)
      embedding = embedding.map { $0 + one } ?? one
      density = density.map { $0 + own } ?? own
    }
    return (embedding! / 8, density! / 8)
  }

  /// Fits the projection to the training set, or to 8,192 of it.
  ///
  /// So many give the leading components well, and a survey of a million is not embedded twice.
  func fitProjection(_ training: any CutoutSource) throws {
    var parts: [Tensor] = []
    try loaded.forEachBatch(of: training.thinned(to: 8_192)) { _, batch in
      parts.append(try rawEmbedding(batch).embedding)
    }
    try inferring { try network.projection.fit(.concatenated(parts, along: 0)) }
  }

  /// The bound and its parts on held-out cutouts, in evaluation mode with one fixed draw.
  ///
  /// `reconstruction` is the summed squared error a picture, `kl` in nats under the flow,
  /// `klStandard` under N(0, I), `activeUnits` the latents whose mean varies by more than 0.01
  /// (Burda et al. 2016).
  func figures(_ cutouts: any CutoutSource, seed: UInt64) throws -> [String: Double] {
    let random = RandomState(seed: seed ^ 0x9e37_79b9, device: loaded.device)
    var sums = [0.0, 0.0, 0.0]
    var means = ColumnMoments()
    try loaded.forEachBatch(of: cutouts) { _, batch in
      let pictures = loaded.pictures(batch.cutouts)
      let (mean, logVariance, _) = network.vae.encode(pictures, .inference)
      let z = mean + (logVariance / 2).exp() * random.normal(mean.shape)
      let posterior = Losses.normalLogDensity(z, mean: mean, logVariance: logVariance)
      sums[0] += (network.vae.decode(z, .inference) - pictures).square().sum().item
      sums[1] += (posterior - network.vae.flow.logDensity(z)).sum().item
      sums[2] += (posterior - Losses.standardNormalLogDensity(z)).sum().item
      means.add(mean)
    }
    let variances: [Float] = inferring { means.result?.variance.array() ?? [] }
    let count = Double(cutouts.count)
    return [
      "reconstruction": sums[0] / count, "kl": sums[1] / count, "klStandard": sums[2] / count,
      "activeUnits": Double(variances.count { $0 > 0.01 }),
      "validationLoss": (sums[0] + configuration.klWeight * sums[1]) / count,
    ]
  }
}
