internal import Layers
internal import Tensors

/// From all that is known of a galaxy to its embedding: the survey's own principal components.
///
/// Each number is standardised over the training set and held to five deviations; each block of
/// numbers weighs as much as any other. Of the principal components the leading ones stay, every
/// one divided by the fourth root of its variance, which lies halfway between leaving them as
/// they are and whitening them.
final class EmbeddingProjection: Module {
  private static let limit = 5.0

  /// Numbers in each block.
  private let blocks: [Int]
  private let mean: Tensor
  private let deviation: Tensor
  /// From standardised numbers to components, [R, D].
  private let axes: Tensor
  /// What brings the training set's mean to zero, [D].
  private let offset: Tensor

  init(blocks: [Int], components: Int, device: Device) {
    self.blocks = blocks
    let count = blocks.reduce(0, +)
    mean = .zeros([count], device: device)
    deviation = .ones([count], device: device)
    axes = .zeros([count, components], device: device)
    offset = .zeros([components], device: device)
  }

  var buffers: [(name: String, tensor: Tensor)] {
    [("mean", mean), ("deviation", deviation), ("axes", axes), ("offset", offset)]
  }

  /// Embeddings [N, D] of all that is known, [N, R].
  func callAsFunction(_ raw: Tensor) -> Tensor {
    // In double precision, which no autocasting shortens.
    let components = standardised(raw).cast(to: .float64).matmul(axes.cast(to: .float64))
    return (components + offset).cast(to: .float32)
  }

  /// Learns scale and components from the training set's numbers, [N, R].
  func fit(_ raw: Tensor) throws {
    let dimension = axes.shape[1]
    mean.assign(raw.mean(0))
    // A number that never changes is left as it is rather than divided by nothing.
    deviation.assign(raw.variance(0).squareRoot().clamped(1e-4, 1e30))
    let shares: [Double] = blocks.flatMap { count in
      [Double](repeating: 1 / Double(count).squareRoot(), count: count)
    }
    let weights = try Tensor(shares, shape: [shares.count], device: raw.device)
    let weighted = standardised(raw).cast(to: .float64) * weights
    let centred = weighted - weighted.mean(0)
    let covariance = centred.permuted(1, 0).matmul(centred) / Double(raw.shape[0])
    let (values, vectors) = covariance.symmetricEigen()
    let count = shares.count
    let leading = vectors.sliced(1, count - dimension..<count).flipped(1)
    let variances: [Double] = values.sliced(0, count - dimension..<count).flipped(0).array()
    // Components that the training set hardly reaches say nothing but rounding.
    let floor = 1e-4 * max(variances.first ?? 0, 1e-30)
    let kept = variances.map { $0 > floor ? $0 : 0 }
    let total = kept.reduce(0) { $0 + $1.squareRoot() }
    let scale = (Double(dimension) / max(total, 1e-30)).squareRoot()
    let factors = kept.map { $0 > 0 ? scale / $0.squareRoot().squareRoot() : 0 }
    let columns = try Tensor(factors, shape: [1, dimension], device: raw.device)
    let scaled = leading * weights.reshaped(count, 1) * columns
    axes.assign(scaled.cast(to: .float32))
    let centre = standardised(raw).cast(to: .float64).mean(0).reshaped(1, count)
      .matmul(axes.cast(to: .float64))
    offset.assign((centre * -1).reshaped(dimension).cast(to: .float32))
  }

  private func standardised(_ raw: Tensor) -> Tensor {
    ((raw - mean) / deviation).clamped(-Self.limit, Self.limit)
  }
}
