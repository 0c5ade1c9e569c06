import Hunting
import Models
import Pages
import Store
import Survey

extension ClassifierReporter {
  /// Nearest neighbours among the training galaxies: in pixels, and in the embedding where there is one.
  ///
  /// - Parameter vectors: embeddings of all galaxies of the training and test parts by their ids.
  func baselines(
    _ classifier: Classifier, _ test: LabelledCutouts, _ data: TrainingData,
    _ vectors: StoredVectors?
  ) throws -> [ClassifierBaseline] {
    let training = try data.labelled(.train, as: classifier.configuration.classNames)
    guard !training.labels.isEmpty else { return [] }
    let chosen = NearestNeighbour.spread(training.labels.count)
    let ids = chosen.map { training.cutouts.ids[$0] }
    let labels = chosen.map { training.labels[$0] }
    let sample =
      ids.count < training.labels.count
      ? "\(Figures.count(ids.count)) of the \(Figures.count(training.labels.count)) training galaxies"
      : "the \(Figures.count(ids.count)) training galaxies"
    let side = Classifier.thumbnailSide
    var rules = [
      ClassifierBaseline(
        name: "Nearest neighbour in pixels",
        words:
          "the class of the most similar of \(sample), by the pixels of the stretched picture, "
          + "averaged to \(side) × \(side) in each band and not turned.",
        predictions: try NearestNeighbour.labels(
          of: try classifier.thumbnails(test.cutouts),
          among: try classifier.thumbnails(try StoredCutouts(store, ids: ids)), labels: labels,
          on: engine.device))
    ]
    if let vectors, let own = vectors.values(of: test.cutouts.ids),
      let others = vectors.values(of: ids)
    {
      rules.append(
        ClassifierBaseline(
          name: "Nearest neighbour in the embedding",
          words:
            "the same by the vectors of embedder \(vectors.model), which learned from pictures "
            + "without classes, those of the test galaxies too.",
          predictions: try NearestNeighbour.labels(
            of: own, among: others, labels: labels, on: engine.device)))
    }
    return rules
  }

  /// The other classifiers that learned from the same galaxies, and this one among them.
  func variants() throws -> [ClassifierVariant] {
    guard let run = RunRecord(config: record.config) else { return [] }
    let own = Self.settings(of: record)
    return try store.models().filter { $0.kind == .classifier }.compactMap { other in
      guard let theirs = RunRecord(config: other.config), theirs.data == run.data,
        theirs.catalog == run.catalog, theirs.limit == run.limit
      else { return nil }
      let settings = Self.settings(of: other)
      let names = Set(own.keys).union(settings.keys).sorted()
      let metrics = StoredModel.numbers(other.metrics)
      let history = (try? other.epochs) ?? []
      return ClassifierVariant(
        number: other.id,
        differences: names.compactMap { name in
          own[name] == settings[name]
            ? nil
            : ClassifierVariant.Difference(
              name: name, here: own[name] ?? "–", there: settings[name] ?? "–")
        }, isReported: other.id == record.id, epochs: history.count,
        seconds: history.reduce(0) { $0 + $1.seconds }, accuracy: metrics["testAccuracy"],
        macroAUC: metrics["testMacroAUC"], brierScore: metrics["testBrier"],
        galaxies: metrics["testGalaxies"].map { Int($0) })
    }
  }

  /// What a person set, with the seed; not what was measured on the way or follows from the galaxies.
  private static func settings(of record: ModelRecord) -> [String: String] {
    let lines = SettingsText.lines(of: record.config).filter { line in
      !line.name.hasPrefix("run.") && !line.name.hasPrefix("preprocessing.")
        && line.name != "temperature" && line.name != "classNames"
    }
    return Dictionary(lines.map { ($0.name, $0.value) }) { first, _ in first }
      .merging(["seed": String(record.seed)]) { $1 }
  }
}

/// Embeddings by galaxy.
struct StoredVectors {
  /// The embedder that made them.
  let model: ModelRecord.ID
  let features: FeatureMatrix
  private let rows: [Int64: Int]

  /// The vectors of the latest embedder; nil where there is none.
  init?(_ store: HuntStore) throws {
    guard let embedder = try store.latestModel(kind: .embedder) else { return nil }
    let stored = try store.embeddings(model: embedder.id)
    guard stored.count > 0 else { return nil }
    model = embedder.id
    features = FeatureMatrix(
      rows: stored.count, columns: stored.dimension, values: stored.values)
    rows = Dictionary(uniqueKeysWithValues: zip(stored.ids, 0...))
  }

  /// The rows of galaxies; nil where one has none.
  func places(of ids: [Int64]) -> [Int]? {
    let found = ids.compactMap { rows[$0] }
    return found.count == ids.count ? found : nil
  }

  /// The vectors of galaxies, row by row; nil where one has none.
  func values(of ids: [Int64]) -> [Float]? {
    places(of: ids).map { features.gathering($0).values }
  }
}
