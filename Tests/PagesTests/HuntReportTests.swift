import Evaluation
import Testing
import Vocabulary

@testable import Pages

@Suite struct HuntReportTests {
  @Test func showsTheNumbersOfEvaluation() throws {
    let report = SampleReports.hunt()
    let text = PageChecker(try report.html()).text
    let truth = try #require(report.truth)
    for score in report.scores {
      let hits = RankedHits(scores: score.values, isOfInterest: truth.isOfInterest)
      #expect(text.contains(Numbers.rate(hits.rankWeightedScore)))
      #expect(
        text.contains(
          Numbers.rate(areaUnderROC(scores: score.values, labels: truth.isOfInterest))))
    }
    for arm in HuntResults(report).arms {
      let interval = exactInterval(successes: arm.ofInterest, trials: arm.answered)
      #expect(text.contains(Numbers.percentBounds(interval)))
    }
  }

  @Test func answersAreCountedByArmAndRound() {
    let results = HuntResults(SampleReports.hunt())
    #expect(results.arms.map(\.name) == ["interest", "novelty", "uncertainty", "random"])
    #expect(results.arms.map(\.asked) == [4, 4, 4, 4])
    #expect(results.arms.map(\.answered) == [4, 3, 4, 4])
    #expect(results.arms.map(\.ofInterest) == [2, 0, 1, 2])
    #expect(results.roundEnds == [.init(round: 1, labels: 8), .init(round: 2, labels: 15)])
    #expect(results.discovery.total == 5)
    #expect(results.discovery.prevalence == 0.2)
    #expect(results.leading?.name == "personal")
    #expect(results.leading?.all.hits.rankWeightedScore == 1)
  }

  @Test func withoutKnownClassesTheCensusIsTheReference() throws {
    var report = SampleReports.hunt()
    report.truth = nil
    report.census = nil
    #expect(HuntResults(report).discovery.prevalence == nil)
    #expect(HuntResults(report).judged.isEmpty)
    let census = Census(
      galaxies: 40, found: 1, unseen: 20, left: 3, leftAtMost: 9, drawn: 4, drawnFinds: 0,
      foretold: 15, confidence: 0.95)
    report.census = census
    // Five found with fifteen labels, where a tenth of that was to be expected.
    let gain = try #require(HuntResults(report).comparison.gain)
    #expect(abs(gain - 5 / 1.5) < 1e-12)
    let text = PageChecker(try report.html()).text
    #expect(text.contains(census.sentence))
    #expect(text.contains("from 1 to 10 galaxies of interest"))
  }

  @Test func importedLabelsSpendNothing() throws {
    let before = SampleReports.hunt()
    var report = before
    report.questions += (0..<16).map {
      HuntQuestion(
        round: 0, arm: "imported", objectID: "K\($0)", answer: "ring", isOfInterest: true)
    }
    let results = HuntResults(report)
    #expect(results.answered.count == 31)
    #expect(results.discovery == HuntResults(before).discovery)
    #expect(results.roundEnds == HuntResults(before).roundEnds)
    #expect(results.arms.map(\.name) == ["interest", "novelty", "uncertainty", "random"])
    let headlines = report.headlines(results)
    #expect(headlines[0].value == "15")
    #expect(
      headlines[0].note == "of 16 questions, 37.5% of the galaxies; 16 more that no round asked for"
    )
    #expect(headlines[1].value == "5")
    #expect(report.rounds().rows == before.rounds().rows)
  }

  @Test func onlyImportedLabelsAreNoHunt() throws {
    var report = HuntReport(title: "Known", interests: ["ring"], galaxies: 3)
    report.questions = [
      HuntQuestion(round: 0, arm: "imported", objectID: "K", answer: "ring", isOfInterest: true)
    ]
    let text = PageChecker(try report.html()).text
    #expect(text.contains("No question has been answered yet"))
    #expect(text.contains("No round has asked"))
  }

  @Test func roundsKeepTheirNumbersAndTheirLateAnswers() {
    var report = HuntReport(title: "Rings", interests: ["ring"], galaxies: 9)
    let rounds = [2, 4, 4, 2]
    report.questions = rounds.enumerated().map { index, round in
      HuntQuestion(
        round: round, arm: "interest", objectID: "G\(index)", answer: "ring",
        isOfInterest: index == 3)
    }
    let results = HuntResults(report)
    #expect(results.roundEnds == [.init(round: 2, labels: 2), .init(round: 4, labels: 4)])
    #expect(results.discovery.found == [0, 0, 1, 1, 1])
    let figure = DiscoveryFigure(
      curve: results.discovery, roundEnds: results.roundEnds, source: "")
    #expect(figure.table.rows == [["2", "2", "1", "–"], ["4", "4", "1", "–"]])
  }

  @Test func randomAskingIsComparedOnWhatTheCatalogKnows() throws {
    var report = SampleReports.hunt()
    report.interests = ["ring", "jelly"]
    report.questions[1] = HuntQuestion(
      round: 1, arm: "novelty", objectID: "G1", answer: "jelly", isOfInterest: true)
    let truth = try #require(report.truth)
    report.truth = HuntTruth(
      isOfInterest: truth.isOfInterest, isLabelled: truth.isLabelled, interests: ["ring"])
    let results = HuntResults(report)
    #expect(results.discovery.total == 6)
    #expect(results.comparison.total == 5)
    let headline = try #require(
      report.headlines(results).first { $0.name == "Against random asking" })
    #expect(headline.value == "1.7×")
    #expect(headline.note.hasSuffix("which cover only ring"))
  }

  /// What was labelled taught the ranking, so it is no proof of it.
  @Test func rankingsAreJudgedByWhatNobodyLabelled() throws {
    var report = SampleReports.hunt()
    let truth = try #require(report.truth)
    let open = truth.isLabelled.indices.filter { !truth.isLabelled[$0] }
    let score = try #require(report.scores.first { $0.name == "personal" })
    let judged = try #require(HuntResults(report).leading)
    #expect(judged.unlabelled?.hits.hits.count == open.count && open.count < truth.isLabelled.count)
    #expect(
      judged.unlabelled?.averagePrecision
        == averagePrecision(
          scores: open.map { score.values[$0] }, labels: open.map { truth.isOfInterest[$0] }))
    let text = PageChecker(try report.html()).text
    #expect(text.contains("galaxies that nobody labelled"))

    report.truth = HuntTruth(
      isOfInterest: truth.isOfInterest,
      isLabelled: zip(truth.isLabelled, truth.isOfInterest).map { $0 || $1 },
      interests: truth.interests)
    #expect(HuntResults(report).judged.allSatisfy { $0.unlabelled == nil })
    #expect(
      PageChecker(try report.html()).text.contains(
        "Of the galaxies that nobody labelled, the catalog"))
  }

  @Test func areasHaveTheIntervalThatHoldsForFew() throws {
    let report = SampleReports.hunt()
    let truth = try #require(report.truth)
    let open = truth.isLabelled.indices.filter { !truth.isLabelled[$0] }
    let results = HuntResults(report)
    for (judged, score) in zip(results.judged, report.scores) {
      #expect(
        judged.unlabelled?.interval
          == areaInterval(
            scores: open.map { score.values[$0] }, labels: open.map { truth.isOfInterest[$0] }))
    }
    #expect(PageChecker(try report.html()).text.contains("95% intervals of the AUC take"))
  }

  @Test func onlyTheTopOfTheRankingIsShown() throws {
    let html = try SampleReports.hunt().html()
    #expect(html.contains("no. 48,") && !html.contains("no. 49,"))
    #expect(!html.contains("The same ranking with the labelled galaxies"))
    var labelled = SampleReports.hunt()
    labelled.wholeRanking = [RankedGalaxy(rank: 1, objectID: "L", score: 1, label: "ring")]
    #expect(try labelled.html().contains("The same ranking with the labelled galaxies"))
    #expect(html.contains("ra=150.25000&amp;dec=-2.50000"))
  }

  @Test func emptySectionsSaySo() throws {
    let text = PageChecker(
      try HuntReport(title: "Empty", interests: [], galaxies: 3).html()
    ).text
    for words in [
      "No question has been answered yet", "No round has asked", "There is no ranking yet",
      "cannot be judged", "There are no answers yet", "no map of them", "No reconstructions",
      "No galaxies were drawn",
    ] { #expect(text.contains(words), "\(words)") }
  }

  @Test func scoresOfOtherLengthsAreRefused() {
    var report = SampleReports.hunt()
    report.scores.append(HuntScore(name: "short", values: [1]))
    #expect(
      throws: PagesError.mismatchedCounts(
        what: "values of the short score", count: 1, expected: 40)
    ) { try report.html() }
    #expect(throws: PagesError.noObjects(report: "hunt")) {
      try HuntReport(title: "", interests: [], galaxies: 0).html()
    }
  }

  @Test func oneSidedTruthCannotJudge() throws {
    var report = SampleReports.hunt()
    report.truth = HuntTruth(
      isOfInterest: [Bool](repeating: false, count: 40),
      isLabelled: [Bool](repeating: false, count: 40), interests: [])
    #expect(
      PageChecker(try report.html()).text.contains("only galaxies of interest or only others"))
  }
}
