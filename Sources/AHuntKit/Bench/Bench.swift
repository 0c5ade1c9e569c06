import Foundation
import Imaging
import Models
import Store
import Survey
import Tensors

/// Runs one stage at a time over simulated galaxies and takes the time.
package struct Bench {
  let count: Int
  let engine: EngineChoice
  let activity: Activity
  let rasters: [Raster]
  private let batchSize: Int?
  let seed: UInt64
  private let set: CutoutSet
  private var models: [TrainableKind: TrainedModel] = [:]

  /// Draws what the stages work on, if any of them `needsPictures`; `batchSize` is the product's own
  /// where it is nil.
  package init(
    count: Int, batchSize: Int?, engine: EngineChoice, seed: UInt64, activity: Activity,
    needsPictures: Bool = true
  ) {
    self.count = count
    self.batchSize = batchSize
    self.engine = engine
    self.seed = seed
    self.activity = activity
    // A sixteenth of the galaxies, turned and repeated: looks cost no stage any time.
    let sky = SkySimulator(seed: seed)
    let drawn = needsPictures ? (0..<max(1, count / 16)).map { sky.galaxy($0).raster } : []
    rasters = needsPictures ? (0..<count).map { drawn[$0 % drawn.count] } : []
    set = CutoutSet(size: 64, pixels: rasters.flatMap(\.pixels))
  }

  /// CPU threads that an operation spreads over.
  package var threads: Int { Engine.threads }

  /// How fast each of the stages goes, one after the other; `telling` hears of each before it starts.
  package mutating func rates(
    of stages: [BenchStage], telling: (BenchStage) -> Void
  ) throws -> [BenchRate] {
    try stages.map { stage in
      telling(stage)
      let (images, seconds) = try measure(stage)
      return BenchRate(
        name: stage.rawValue, images: images, seconds: seconds,
        imagesPerSecond: Double(images) / max(seconds, 1e-9))
    }
  }

  /// Images that a stage worked on, and seconds it took.
  package mutating func measure(_ stage: BenchStage) throws -> (images: Int, seconds: Double) {
    switch stage {
    case .simulate: return try simulate()
    case .decode: return try decode()
    case .store: return try storing().written
    case .read: return try storing().read
    case .trainEmbedder: return try train(.embedder)
    case .trainScorer: return try train(.scorer)
    case .trainClassifier: return try train(.classifier)
    case .embed:
      let embedder = try embedder(of: try trained(.embedder))
      return try inference(usual: Hunt.usualBatchSize) { set, size in
        try embedder.forEachEmbedding(of: set, batchSize: size) { _, _, _ in }
      }
    case .encode:
      let embedder = try embedder(of: try trained(.embedder))
      return try inference(usual: Hunt.usualBatchSize) { set, size in
        try embedder.forEachSeen(of: set, batchSize: size) { _, _, _ in }
      }
    case .score:
      let scorer = try scorer(of: try trained(.scorer))
      return try inference(usual: Hunt.usualBatchSize) { set, size in
        try scorer.forEachErrors(of: set, batchSize: size) { _, _, _ in }
      }
    case .classify:
      let classifier = try classifier(of: try trained(.classifier))
      return try inference(usual: 256) { set, size in
        for part in set.parts(of: size) { _ = try classifier.probabilities(part) }
      }
    case .classifyStore: return try classifyStored(try trained(.classifier))
    case .rank: return try rank()
    case .weigh: return try weigh()
    }
  }

  /// Images and seconds of `body`.
  func timed(_ images: Int, _ body: () throws -> Void) rethrows -> (images: Int, seconds: Double) {
    let start = activity.seconds()
    try body()
    return (images, activity.seconds() - start)
  }

  private func simulate() throws -> (Int, Double) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ahunt-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try timed(count) {
      try SkySimulator(seed: seed).write(count: count, to: folder.path)
    }
  }

  private func decode() throws -> (Int, Double) {
    let pictures = try rasters.map { try $0.jpegData() }
    return try timed(count) {
      for picture in pictures {
        _ = try Raster(decoding: picture).centreSquare().resized(width: 48, height: 48)
      }
    }
  }

  /// Once on two batches to warm up, once on all for the clock.
  private func inference(
    usual: Int, _ body: (CutoutSet, _ batchSize: Int) throws -> Void
  ) throws -> (images: Int, seconds: Double) {
    let size = batchSize ?? usual
    for part in set.parts(of: size).prefix(2) { try body(part, size) }
    return try timed(count) { try body(set, size) }
  }

  /// Two epochs of the product's own training, of which the second is timed.
  private mutating func train(_ kind: TrainableKind) throws -> (images: Int, seconds: Double) {
    let clock = StepClock(activity.seconds)
    var options = TrainingOptions()
    options.epochs = 2
    options.batchSize = batchSize
    options.seed = seed
    options.device = engine.device
    options.precision = engine.precision
    options.observer = { clock.observe($0) }
    let model = try train(kind, options)
    models[kind] = model
    let (share, seconds) = clock.timed
    // Steps too quick to be told of one by one: the whole training has to do.
    guard share > 0 else { return (count, Double(count) / model.imagesPerSecond) }
    return (Int((2 * Double(count) * share).rounded()), seconds)
  }

  private func train(_ kind: TrainableKind, _ options: TrainingOptions) throws -> TrainedModel {
    let held = set.parts(of: 64)[0]
    let labels = (0..<set.count).map { $0 % 10 }
    switch kind {
    case .embedder: return try EmbedderTrainer(options).train(set, validation: held)
    case .scorer: return try ScorerTrainer(options).train(set, validation: held)
    case .classifier:
      return try ClassifierTrainer(options).train(
        set, labels: labels, validation: held, validationLabels: Array(labels.prefix(64)),
        classNames: (0..<10).map(String.init))
    }
  }

  /// A model for the stages that need one: any will do, so it sees little.
  private mutating func trained(_ kind: TrainableKind) throws -> TrainedModel {
    if let model = models[kind] { return model }
    var options = TrainingOptions()
    options.epochs = 1
    options.seed = seed
    options.device = engine.device
    options.precision = engine.precision
    let few = Bench(
      count: 128, batchSize: nil, engine: engine, seed: seed, activity: activity)
    let model = try few.train(kind, options)
    models[kind] = model
    return model
  }
}

extension CutoutSet {
  /// The cutouts `size` at a time.
  fileprivate func parts(of size: Int) -> [CutoutSet] {
    stride(from: 0, to: count, by: size).map { start in
      CutoutSet(
        size: self.size,
        pixels: Array(pixels[start * cutoutBytes..<min(start + size, count) * cutoutBytes]))
    }
  }
}
