import Evaluation
import Foundation
import Hunting
import Imaging
import Models
import Pages
import Store
import Survey

/// Judges the latest classifier on its test galaxies and writes the page.
struct ClassifierReporter {
  let store: HuntStore
  let record: ModelRecord
  let engine: EngineChoice
  let resamples: Int

  /// The page and the data beside it.
  func files(now: Date) throws -> ReportFiles {
    let run = RunRecord(config: record.config)
    try store.requireWholeCatalogs(run?.catalog)
    let data = try TrainingData(store, catalog: run?.catalog, limit: run?.limit)
    let classifier = try store.classifier(record, engine)
    let names = classifier.configuration.classNames
    let test = try data.labelled(.test, as: names)
    guard !test.labels.isEmpty else {
      throw HuntError.noTestGalaxies(classes: names.count)
    }
    let plain = try store.uncalibrated(classifier, model: record.id, test.cutouts)
    let temperature = classifier.configuration.temperature
    let ids = test.cutouts.ids
    let records = try store.galaxies(ids: ids)
    var report = ClassifierReport(
      title: "Classifier: \(try store.catalogs().map(\.name).joined(separator: ", "))",
      classNames: names, objectIDs: records.map(\.objectID),
      truth: test.labels,
      probabilities: TemperatureScaling.scaled(plain, by: temperature))
    if temperature != 1 {
      report.calibration = ClassifierReport.Calibration(temperature: temperature, before: plain)
    }
    report.facts = try facts(data, run, test.labels.count, now)
    let history = try record.epochs
    report.history = history.map {
      EpochRecord(
        epoch: $0.epoch, trainingLoss: $0.values["loss"] ?? .nan,
        validationLoss: $0.values["validationLoss"],
        validationAccuracy: $0.values["validationAccuracy"])
    }
    report.bestEpoch = history.best?.epoch
    report.trainingSeconds = history.isEmpty ? nil : history.reduce(0) { $0 + $1.seconds }
    report.settings = RunFacts.settings(of: record)
    let vectors = try StoredVectors(store)
    report.baselines = try baselines(classifier, test, data, vectors)
    report.variants = try variants()
    report.resamples = resamples
    report.thumbnail = { [store] index in try? store.raster(of: ids[index]) }
    report.coordinates = records.map { record in
      record.ra.flatMap { ra in record.dec.map { SIMD2(ra, $0) } }
    }
    report.layouts = layouts(of: ids, vectors)
    report.links = { SkyLink.all(ra: records[$0].ra, dec: records[$0].dec) }
    report.shared = try data.sharedGalaxies()
    return try report.files()
  }

  /// The test galaxies alone with what the model says of them.
  func judged() throws -> JudgedGalaxies {
    let run = RunRecord(config: record.config)
    try store.requireWholeCatalogs(run?.catalog)
    let data = try TrainingData(store, catalog: run?.catalog, limit: run?.limit)
    let classifier = try store.classifier(record, engine)
    let names = classifier.configuration.classNames
    let test = try data.labelled(.test, as: names)
    guard !test.labels.isEmpty else { throw HuntError.noTestGalaxies(classes: names.count) }
    return JudgedGalaxies(
      classNames: names, objectIDs: try store.galaxies(ids: test.cutouts.ids).map(\.objectID),
      truth: test.labels,
      probabilities: TemperatureScaling.scaled(
        try store.uncalibrated(classifier, model: record.id, test.cutouts),
        by: classifier.configuration.temperature))
  }

  /// Maps of the test galaxies by the latest embedder; none where it has not seen all of them.
  private func layouts(of ids: [Int64], _ vectors: StoredVectors?) -> [GalaxyTable.Layout] {
    guard let vectors, let chosen = vectors.places(of: ids) else { return [] }
    let features = vectors.features.gathering(chosen)
    return HuntGalaxies.layouts(
      of: features, components: PrincipalAxes(of: features).projected(features))
  }

  private func facts(
    _ data: TrainingData, _ run: RunRecord?, _ tested: Int, _ now: Date
  ) throws -> [RunFact] {
    let parts = DataSplit.allCases.map { part in
      "\(part.rawValue) \(Figures.count(data.parts.count { $0 == part }))"
    }
    let changed = run.map { $0.data != data.digest } ?? false
    return [
      try RunFacts.catalogs(store),
      RunFact(
        "Data",
        "\(Figures.count(data.count, "galaxy", "galaxies")), digest \(data.digest)"
          + (changed ? ", changed since the training" : "")),
      RunFact("Split", parts.joined(separator: ", ") + ", by a hash of the object id"),
      RunFacts.model(record),
    ] + RunFacts.machine(engine, now: now)
  }
}
