import Evaluation
package import Imaging
package import Vocabulary

/// What a hunt asked, found and ranked, as one offline HTML file.
///
/// Every part is optional: a section without data says so in one sentence.
/// ```swift
/// var report = HuntReport(title: "Rings", interests: ["ring"], galaxies: 4_458)
/// report.questions = questions
/// try report.html()
/// ```
package struct HuntReport: Sendable {
  /// Heading of the page.
  package var title: String
  /// Names of the classes of interest.
  package var interests: [String]
  /// The person's classes with their interest weights, in the order they were made.
  package var classes: [HuntInterest] = []
  /// Galaxies in the hunt.
  package var galaxies: Int
  /// What the run was: data and its hash, seed, version, hardware, date, models.
  package var facts: [RunFact] = []
  /// All questions and imported labels, in the order they were answered.
  package var questions: [HuntQuestion] = []
  /// Scores of all galaxies.
  package var scores: [HuntScore] = []
  /// Which galaxies are of interest by the catalog; `nil` when the catalog does not say.
  package var truth: HuntTruth?
  /// How many galaxies of the classes of interest there are; `nil` without such a class.
  package var census: Census?
  /// How the hunt would rank after each round, the earliest first.
  package var pastRankings: [PastRanking] = []
  /// Where people disagree, and which answers may be slips; nil where nobody looked.
  package var doubts: HuntDoubts?
  /// The last report that was kept; nil where there is none.
  package var previous: PreviousReport?
  /// The top of the ranking of what nobody labelled, best first; 48 are shown.
  package var ranking: [RankedGalaxy] = []
  /// The top of the ranking of all galaxies, best first; 48 are shown where any is labelled.
  package var wholeRanking: [RankedGalaxy] = []
  /// Galaxies with their reconstructions and residuals.
  package var reconstructions: PictureStrips?
  /// Galaxies that turn into others.
  package var interpolations: PictureStrips?
  /// Galaxies drawn from the model.
  package var samples: [Raster] = []
  /// Places of galaxies in the embedding.
  package var latentMap: LatentMap?
  /// Replayed hunts for known classes, each a comparison of strategies.
  package var replays: [ReplayComparison] = []
  /// Every galaxy with what the hunt knows of it; nil makes a page without a gallery to fill.
  package var galaxyTable: GalaxyTable?

  /// An empty report; fill in what the hunt has.
  package init(title: String, interests: [String], galaxies: Int) {
    self.title = title
    self.interests = interests
    self.galaxies = galaxies
  }

  /// The page; throws when lists do not fit together or a picture cannot be encoded.
  package func html() throws(PagesError) -> String { try files().html }

  /// The page and the data beside it; throws as `html` does.
  package func files() throws(PagesError) -> ReportFiles {
    guard galaxies > 0 else { throw .noObjects(report: "hunt") }
    let expected = truth?.isOfInterest.count ?? scores.first?.values.count ?? 0
    for score in scores where score.values.count != expected {
      throw .mismatchedCounts(
        what: "values of the \(score.name) score", count: score.values.count, expected: expected)
    }
    if let truth, truth.isLabelled.count != expected {
      throw .mismatchedCounts(
        what: "labelled marks", count: truth.isLabelled.count, expected: expected)
    }
    for past in pastRankings where past.values.count != expected {
      throw .mismatchedCounts(
        what: "values after round \(past.round)", count: past.values.count, expected: expected)
    }
    let results = HuntResults(self)
    let table = table(results)
    let headlines = headlines(results)
    let changes = previous.map {
      HuntChanges($0, headlines: headlines, facts: facts, table: table)
    }
    let html = try Page(
      title: title, lead: lead, headlines: headlines, facts: facts,
      sections: [
        changeSection(changes), discovery(results), arms(results), top(), quality(results),
        scoreCurves(results), answers(results), doubtSection(), thresholds(table), replaySection(),
        embedding(), models(), try data(results, changes),
      ].compactMap { $0 }, table: table
    ).html()
    let numbers = HuntPayload(self, results, changes)
    return ReportFiles(html: html, json: try table?.json(with: numbers), csv: table?.csv)
  }

  private var lead: String {
    let kinds = interests.isEmpty ? "no class of interest yet" : interests.joined(separator: ", ")
    return "A hunt through \(Numbers.count(galaxies)) galaxies. Of interest: \(kinds)."
  }
}
