package import Evaluation
package import Imaging

/// How well a classifier does on the test split of a survey, as one offline HTML file.
///
/// ```swift
/// let report = ClassifierReport(
///   title: "Classifier", classNames: names, objectIDs: ids, truth: truth,
///   probabilities: ClassProbabilities(classCount: 10, values: softmax))
/// try report.html()
/// ```
package struct ClassifierReport: Sendable {
  /// Heading of the page.
  package var title: String
  /// What the run was: data and its hash, split, seed, version, hardware, date, settings.
  package var facts: [RunFact] = []
  /// Names of the classes, in the order of the probabilities' columns.
  package var classNames: [String]
  /// Names of the test objects.
  package var objectIDs: [String]
  /// True class index of each object.
  package var truth: [Int]
  /// Class probabilities of each object.
  package var probabilities: ClassProbabilities
  /// What the model was calibrated by; nil where it was not.
  package var calibration: Calibration?
  /// Training history; empty when there is none.
  package var history: [EpochRecord] = []
  /// Epoch whose weights were kept.
  package var bestEpoch: Int?
  /// Seconds that all epochs took.
  package var trainingSeconds: Double?
  /// Every setting of the training by name.
  package var settings: [RunFact] = []
  /// Simple rules on the same test objects.
  package var baselines: [ClassifierBaseline] = []
  /// The classifiers of the hunt that learned from the same objects, this one among them.
  package var variants: [ClassifierVariant] = []
  /// Resamples of the curves' bands.
  package var resamples = 1_000
  /// Seed of the bands.
  package var seed: UInt64 = 0
  /// Picture of the object at an index; asked only for those shown.
  package var thumbnail: @Sendable (Int) -> Raster? = { _ in nil }
  /// Where the object at an index can be looked up; asked only for those shown.
  package var links: @Sendable (Int) -> [SkyLink] = { _ in [] }
  /// Right ascension and declination of each object in degrees; empty, or nil for one, where unknown.
  package var coordinates: [SIMD2<Double>?] = []
  /// Maps of the test objects, the one for pages without a script last; empty where there are none.
  package var layouts: [GalaxyTable.Layout] = []
  /// Pictures of one galaxy that lie on both sides of the split; nil where nobody looked.
  package var shared: [SharedGalaxy]?

  /// A temperature, and the probabilities before it was applied.
  package struct Calibration: Sendable {
    let temperature: Double
    let before: ClassProbabilities

    /// What turned `before` into the report's probabilities.
    package init(temperature: Double, before: ClassProbabilities) {
      self.temperature = temperature
      self.before = before
    }
  }

  /// A report on predictions; the other properties are set afterwards.
  package init(
    title: String, classNames: [String], objectIDs: [String], truth: [Int],
    probabilities: ClassProbabilities
  ) {
    self.title = title
    self.classNames = classNames
    self.objectIDs = objectIDs
    self.truth = truth
    self.probabilities = probabilities
  }

  /// The page; throws when the lists do not fit together or a picture cannot be encoded.
  package func html() throws(PagesError) -> String { try files().html }

  /// The page and the data beside it; throws as `html` does.
  package func files() throws(PagesError) -> ReportFiles {
    guard !truth.isEmpty else { throw .noObjects(report: "classifier") }
    try check("object ids", objectIDs.count)
    try check("probability rows", probabilities.count)
    if let calibration { try check("uncalibrated rows", calibration.before.count) }
    guard classNames.count == probabilities.classCount else {
      throw .mismatchedCounts(
        what: "class names", count: classNames.count, expected: probabilities.classCount)
    }
    guard truth.allSatisfy(classNames.indices.contains) else {
      throw .mismatchedCounts(
        what: "known classes", count: classNames.count, expected: (truth.max() ?? 0) + 1)
    }
    for rule in baselines { try check("answers by \(rule.name)", rule.predictions.count) }
    if !coordinates.isEmpty { try check("coordinates", coordinates.count) }
    let results = ClassifierResults(self)
    let table = try table(results)
    let html = try Page(
      title: title,
      lead: "How well the model tells \(classNames.count) classes apart on "
        + "\(Numbers.count(truth.count)) test galaxies that it never saw in training.",
      headlines: headlines(results), facts: facts + trainingFacts, details: settings,
      sections: [
        comparisons(results), classes(results), curves(results), thresholds(results),
        confusion(results),
        calibrationSection(results),
        training(), split(),
      ] + [map()].compactMap { $0 } + [
        galleries(results), try data(results),
      ], table: table
    ).html()
    return ReportFiles(
      html: html, json: try table.json(with: ClassifierPayload(self, results)), csv: table.csv)
  }

  private func check(_ what: String, _ count: Int) throws(PagesError) {
    guard count == truth.count else {
      throw .mismatchedCounts(what: what, count: count, expected: truth.count)
    }
  }
}
