import Foundation
import Hunting
import Imaging
import Models
import Store
import Survey
import Tensors

/// Runs one stage at a time over simulated galaxies and takes the time.
struct Bench {
  private let count: Int
  private let engine: EngineChoice
  private let seed: UInt64
  private let console: Console
  private let rasters: [Raster]
  private let set: CutoutSet
  private var models: [Store.ModelKind: TrainedModel] = [:]

  /// Draws what every stage works on.
  init(count: Int, engine: EngineChoice, seed: UInt64, console: Console) throws {
    self.count = count
    self.engine = engine
    self.seed = seed
    self.console = console
    // A sixteenth of the galaxies, turned and repeated: looks cost no stage any time.
    let sky = SkySimulator(seed: seed)
    let drawn = (0..<max(1, count / 16)).map { sky.galaxy($0).raster }
    rasters = (0..<count).map { drawn[$0 % drawn.count] }
    set = CutoutSet(size: 64, pixels: rasters.flatMap(\.pixels))
  }

  /// CPU threads that an operation spreads over.
  var threads: Int { Engine.threads }

  /// Images that a stage worked on, and seconds it took.
  mutating func measure(_ stage: BenchStage) throws -> (images: Int, seconds: Double) {
    switch stage {
    case .simulate: return try simulate()
    case .decode: return try decode()
    case .store: return try storing(reads: false)
    case .read: return try storing(reads: true)
    case .trainEmbedder: return try train(.embedder)
    case .trainScorer: return try train(.scorer)
    case .trainClassifier: return try train(.classifier)
    case .embed:
      let model = try trained(.embedder)
      let embedder = try Embedder(
        configuration: model.configuration, weights: model.weights, device: engine.device,
        precision: engine.precision)
      return try inference { _ = try embedder.embed($0) }
    case .score:
      let model = try trained(.scorer)
      let scorer = try Scorer(
        configuration: model.configuration, weights: model.weights, device: engine.device,
        precision: engine.precision)
      return try inference { _ = try scorer.errors($0) }
    case .classify:
      let model = try trained(.classifier)
      let classifier = try Classifier(
        configuration: model.configuration, weights: model.weights, device: engine.device,
        precision: engine.precision)
      return try inference { _ = try classifier.probabilities($0) }
    case .rank: return try rank()
    }
  }

  private func timed(_ images: Int, _ body: () throws -> Void) rethrows -> (Int, Double) {
    let start = console.context.seconds()
    try body()
    return (images, console.context.seconds() - start)
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

  /// Writes to, or reads from, a store on disk, in chunks as an import and an embedding do.
  private func storing(reads: Bool) throws -> (Int, Double) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ahunt-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try HuntStore.create(at: folder.appendingPathComponent("hunt.sqlite").path)
    let catalog = try store.addCatalog(name: "bench", source: "memory", reader: "none")
    let galaxies = rasters.enumerated().map { index, raster in
      NewGalaxy(
        objectID: String(index), source: "memory", sha256: String(index),
        cutout: StoredCutout(
          shape: CutoutShape(width: raster.width, height: raster.height), bytes: raster.pixels))
    }
    let written = try timed(count) {
      for start in stride(from: 0, to: galaxies.count, by: 256) {
        try store.insert(
          Array(galaxies[start..<min(start + 256, galaxies.count)]), into: catalog.id)
      }
    }
    let read = try timed(count) {
      try store.forEachPixelBatch(of: try store.galaxyIDs(), size: 512) { _ = $0.count }
    }
    try store.close()
    return reads ? read : written
  }

  private mutating func trained(_ kind: Store.ModelKind) throws -> TrainedModel {
    if let model = models[kind] { return model }
    var options = TrainingOptions()
    options.epochs = 1
    options.seed = seed
    options.device = engine.device
    options.precision = engine.precision
    let held = CutoutSet(size: 64, pixels: Array(set.pixels.prefix(64 * 64 * 64 * 3)))
    let labels = (0..<set.count).map { $0 % 10 }
    let model =
      switch kind {
      case .embedder: try EmbedderTrainer(options).train(set, validation: held)
      case .scorer: try ScorerTrainer(options).train(set, validation: held)
      case .classifier, .head:
        try ClassifierTrainer(options).train(
          set, labels: labels, validation: held, validationLabels: Array(labels.prefix(64)),
          classNames: (0..<10).map(String.init))
      }
    models[kind] = model
    return model
  }

  /// One epoch; the steps alone count, without the validation after them.
  private mutating func train(_ kind: Store.ModelKind) throws -> (Int, Double) {
    let model = try trained(kind)
    return (count, Double(count) / max(model.imagesPerSecond, 1e-9))
  }

  /// Once to warm up, once for the clock.
  private func inference(_ body: (CutoutSet) throws -> Void) throws -> (Int, Double) {
    try body(CutoutSet(size: 64, pixels: Array(set.pixels.prefix(128 * 64 * 64 * 3))))
    return try timed(count) { try body(set) }
  }

  /// Fits the head to 500 answers and ranks as many galaxies as there are pictures, times 16.
  private func rank() throws -> (Int, Double) {
    var random = SkyRandom(seed: seed)
    let rows = count * 16
    let features = FeatureMatrix(
      rows: rows, columns: 64, values: (0..<rows * 64).map { _ in random.uniform() })
    let answers = (0..<min(500, rows)).map { LabelledGalaxy(galaxy: $0, label: $0 % 4) }
    let standardisation = Standardisation(of: features)
    return try timed(rows) {
      var head = PersonalisedHead(standardisation: standardisation)
      try head.fit(features: features, answers: answers, classes: ["a", "b", "c", "d"])
      let shares = try head.probabilities(features)
      _ = descendingOrder(ofScores: shares.interestScore(weights: [1, 2, 0, 0]))
    }
  }
}
