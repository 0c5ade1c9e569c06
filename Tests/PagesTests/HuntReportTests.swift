import Evaluation
import Testing

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
      let interval = wilsonInterval(successes: arm.ofInterest, trials: arm.answered)
      #expect(text.contains(Numbers.percentBounds(interval)))
    }
  }

  @Test func answersAreCountedByArmAndRound() {
    let results = HuntResults(SampleReports.hunt())
    #expect(results.arms.map(\.name) == ["interest", "novelty", "uncertainty", "random"])
    #expect(results.arms.map(\.asked) == [4, 4, 4, 4])
    #expect(results.arms.map(\.answered) == [4, 3, 4, 4])
    #expect(results.arms.map(\.ofInterest) == [2, 0, 1, 2])
    #expect(results.roundEnds == [8, 15])
    #expect(results.discovery.total == 5)
    #expect(results.discovery.prevalence == 0.2)
    #expect(results.leading?.name == "personal")
    #expect(results.leading?.hits.rankWeightedScore == 1)
  }

  @Test func withoutKnownClassesTheRandomArmIsTheReference() {
    var report = SampleReports.hunt()
    report.truth = nil
    let results = HuntResults(report)
    #expect(results.discovery.prevalence == 0.5)
    #expect(results.judged.isEmpty)
  }

  @Test func onlyTheTopOfTheRankingIsShown() throws {
    let html = try SampleReports.hunt().html()
    #expect(html.contains("rank 48,") && !html.contains("rank 49,"))
    #expect(html.contains("ra=150.250000&amp;dec=-2.500000"))
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
      isLabelled: [Bool](repeating: false, count: 40))
    #expect(
      PageChecker(try report.html()).text.contains("only galaxies of interest or only others"))
  }
}
