private import Foundation
private import Hunting
private import Layers
package import Tensors

/// A trained embedder at work: pixels in, standardised vectors and log-densities out.
package struct Embedder {
  package let configuration: EmbedderConfiguration
  private let network: EmbedderNetwork
  private let device: Device
  private let precision: Precision

  init(
    _ configuration: EmbedderConfiguration, _ network: EmbedderNetwork, _ device: Device,
    _ precision: Precision
  ) {
    self.configuration = configuration
    self.network = network
    self.device = device
    self.precision = precision
  }

  /// A stored embedder.
  ///
  /// - Throws: `ModelError.configuration` or `LayerError.checkpoint` where the parts do not fit.
  package init(
    configuration json: String, weights: [UInt8], device: Device = .cpu,
    precision: Precision = .auto
  ) throws {
    configuration = try settings(EmbedderConfiguration.self, from: json)
    network = configuration.makeNetwork(using: RandomState(seed: 0, device: device))
    try network.load(Safetensors.decode(Data(weights), device: device))
    self.device = device
    self.precision = precision
  }

  /// Numbers a vector has.
  package var dimension: Int { configuration.dimension }

  /// Standardised vectors, `count × dimension`, and log p(μ) under the flow in nats.
  ///
  /// Both are means over the square's eight symmetries, so a turned galaxy gets the same vector.
  package func embed(_ set: CutoutSet) throws -> (vectors: [Float], logDensities: [Float]) {
    var vectors: [Float] = []
    var densities: [Float] = []
    vectors.reserveCapacity(set.count * dimension)
    try BatchSource.inferring(
      over: set, size: configuration.size, device: device, precision: precision
    ) { bytes in
      let (raw, density) = rawEmbedding(bytes)
      vectors += ((raw - network.mean) / network.deviation).array(of: Float.self)
      densities += density.array(of: Float.self)
    }
    return (vectors, densities)
  }

  /// New galaxies: base noise → flow → decoder, in evaluation mode; the same seed, the same ones.
  package func sample(_ count: Int, seed: UInt64) throws -> CutoutSet {
    let random = RandomState(seed: seed, device: device)
    let pictures = inferring { network.vae.sample(count, using: random) }
    return CutoutSet(
      size: configuration.size, pixels: configuration.preprocessing.bytes(pictures))
  }

  /// The galaxies redrawn from their latent means.
  package func reconstruct(_ set: CutoutSet) throws -> CutoutSet {
    var pixels: [UInt8] = []
    try BatchSource.inferring(
      over: set, size: configuration.size, device: device, precision: precision
    ) { bytes in
      let mean = network.vae.encode(configuration.preprocessing(bytes), .inference).mean
      pixels += configuration.preprocessing.bytes(network.vae.decode(mean, .inference))
    }
    return CutoutSet(size: set.size, pixels: pixels)
  }

  /// The embedding before it is standardised, and the latents' log-density.
  private func rawEmbedding(_ bytes: Tensor) -> (embedding: Tensor, density: Tensor) {
    let (seen, density) = symmetric(configuration.preprocessing(bytes))
    guard configuration.includesShape else { return (seen, density) }
    let shape = bytes.shape
    do {
      let measured = try AzimuthalFeatures().features(
        pixels: bytes.array(), count: shape[0], size: shape[1])
      let columns = try Tensor(
        measured.values, shape: [measured.rows, measured.columns], device: device)
      return (.concatenated([seen, columns], along: 1), density)
    } catch {
      stop("the shapes of \(shape[0]) cutouts: \(error)")
    }
  }

  private func symmetric(_ pictures: Tensor) -> (embedding: Tensor, density: Tensor) {
    var embedding: Tensor?
    var density: Tensor?
    for symmetry in 0..<8 {
      let (one, latent) = network.features(SquareSymmetry.apply(symmetry, to: pictures))
      let own = network.vae.flow.logDensity(latent).cast(to: .float32)
      embedding = embedding.map { $0 + one } ?? one
      density = density.map { $0 + own } ?? own
    }
    return (embedding! / 8, density! / 8)
  }

  /// Measures mean and deviation of the raw embedding over the training set.
  func measureScale(_ set: CutoutSet, into network: EmbedderNetwork) throws {
    var rows: [Tensor] = []
    try BatchSource.inferring(
      over: set, size: configuration.size, device: device, precision: precision
    ) { bytes in
      rows.append(rawEmbedding(bytes).embedding)
    }
    inferring {
      let all = Tensor.concatenated(rows, along: 0)
      network.mean.assign(all.mean(0))
      // A number that never changes is left as it is rather than divided by nothing.
      network.deviation.assign(all.variance(0).squareRoot().clamped(1e-4, 1e30))
    }
  }

  /// The bound and its parts on held-out cutouts, in evaluation mode with one fixed draw.
  ///
  /// `reconstruction` is the summed squared error a picture, `kl` in nats under the flow,
  /// `klStandard` under N(0, I), `activeUnits` the latents whose mean varies by more than 0.01
  /// (Burda et al. 2016).
  func figures(_ set: CutoutSet, seed: UInt64) throws -> [String: Double] {
    let random = RandomState(seed: seed ^ 0x9e37_79b9, device: device)
    var sums = [0.0, 0.0, 0.0]
    var means: [Tensor] = []
    try BatchSource.inferring(
      over: set, size: configuration.size, device: device, precision: precision
    ) { bytes in
      let pictures = configuration.preprocessing(bytes)
      let (mean, logVariance, _) = network.vae.encode(pictures, .inference)
      let z = mean + (logVariance / 2).exp() * random.normal(mean.shape)
      let posterior = Losses.normalLogDensity(z, mean: mean, logVariance: logVariance)
      sums[0] += (network.vae.decode(z, .inference) - pictures).square().sum().item
      sums[1] += (posterior - network.vae.flow.logDensity(z)).sum().item
      sums[2] += (posterior - Losses.standardNormalLogDensity(z)).sum().item
      means.append(mean)
    }
    let active = inferring {
      let variances: [Float] = Tensor.concatenated(means, along: 0).variance(0).array()
      return variances.count { $0 > 0.01 }
    }
    let count = Double(set.count)
    return [
      "reconstruction": sums[0] / count, "kl": sums[1] / count, "klStandard": sums[2] / count,
      "activeUnits": Double(active),
      "validationLoss": (sums[0] + configuration.klWeight * sums[1]) / count,
    ]
  }
}
