internal import Hunting
internal import Tensors

/// The galaxies of a finetuning on the device: answered ones, and unlabelled ones.
struct FinetuneSample {
  let data: FinetuneData
  /// Cutouts [n, H, W, 3] and embeddings [n, D] of the answers, and their class numbers [n].
  let answers: Tensor
  let answerVectors: Tensor
  let targets: Tensor
  /// The same of the unlabelled galaxies.
  let pool: Tensor
  let poolVectors: Tensor
  private let stretch: Stretch

  /// - Throws: `ModelError.cutoutSize` or `.cutoutFormat` where the embedder learned from others.
  init(
    _ data: FinetuneData, _ configuration: FinetuneConfiguration, _ options: TrainingOptions
  ) throws {
    self.data = data
    answers = try Self.tensor(data.answers, configuration, options)
    pool = try Self.tensor(data.pool, configuration, options)
    func rows(_ matrix: FeatureMatrix) throws -> Tensor {
      try Tensor(matrix.values, shape: [matrix.rows, matrix.columns], device: options.device)
    }
    answerVectors = try rows(data.answerVectors)
    poolVectors = try rows(data.poolVectors)
    targets = try Tensor(
      data.labels.map(Int64.init), shape: [data.labels.count], device: options.device)
    stretch = Stretch(configuration.preprocessing, size: configuration.size, on: options.device)
  }

  /// Some of the answers as the network sees them.
  func answers(_ numbers: [Int]) -> (pictures: Tensor, vectors: Tensor, targets: Tensor) {
    let places = index(numbers)
    return (
      stretch(answers.selected(0, places)), answerVectors.selected(0, places),
      targets.selected(0, places)
    )
  }

  /// Some of the unlabelled galaxies.
  func unlabelled(_ numbers: [Int]) -> (pictures: Tensor, vectors: Tensor) {
    let places = index(numbers)
    return (stretch(pool.selected(0, places)), poolVectors.selected(0, places))
  }

  private func index(_ numbers: [Int]) -> Tensor {
    do {
      return try Tensor(numbers.map(Int64.init), shape: [numbers.count], device: answers.device)
    } catch {
      stop("\(numbers.count) numbers of galaxies: \(error)")
    }
  }

  private static func tensor(
    _ cutouts: any CutoutSource, _ configuration: FinetuneConfiguration, _ options: TrainingOptions
  ) throws -> Tensor {
    guard cutouts.count == 0 || cutouts.size == configuration.size else {
      throw ModelError.cutoutSize(found: cutouts.size, needed: configuration.size)
    }
    guard cutouts.count == 0 || cutouts.format == configuration.preprocessing.format else {
      throw ModelError.cutoutFormat(
        found: cutouts.format, needed: configuration.preprocessing.format)
    }
    let all = Tensor.zeros(
      [cutouts.count, configuration.size, configuration.size, 3],
      dtype: configuration.preprocessing.format.dtype, device: options.device)
    guard cutouts.count > 0 else { return all }
    try cutouts.forEachGroup(of: cutouts.groupSize, isCancelled: options.isCancelled) {
      range, bytes in
      if options.isCancelled?() == true { throw ModelError.interrupted }
      all.sliced(0, range).assign(
        try Tensor(
          bytes: bytes, shape: [range.count, cutouts.size, cutouts.size, 3],
          dtype: cutouts.format.dtype, device: options.device))
    }
    return all
  }
}
