import Evaluation
import Foundation
import Imaging
import Testing

@testable import Pages

/// What the hunt's page says of answers: weights, rounds, doubts, and what is new.
@Suite struct HuntAnswersTests {
  @Test func classesStandWithTheirWeights() throws {
    var report = SampleReports.hunt()
    report.classes = [
      HuntInterest(name: "ring", weight: 2.5), HuntInterest(name: "jelly", weight: 1),
      HuntInterest(name: "spiral", weight: 0),
    ]
    let page = PageChecker(try report.html())
    guard case .table(let table) = report.answers(HuntResults(report)).blocks[0] else {
      throw Missing()
    }
    // The commonest first; one without an answer is there too.
    #expect(table.rows.map { $0[0] } == ["spiral", "ring", "jelly"])
    #expect(table.rows.map { $0[1] } == ["0", "2.5", "1"])
    #expect(table.rows.map { $0[2] } == ["10", "5", "0"])
    let json = try page.json(Payload.self)
    #expect(json.classes.map(\.weight) == [2.5, 1, 0])
  }

  /// Ranks of the past are judged by the galaxies that nobody labelled, and by the catalog.
  @Test func theRankingIsJudgedRoundByRound() throws {
    var report = SampleReports.hunt()
    let truth = try #require(report.truth)
    // After round 1 the order is upside down, after round 2 it is right.
    let best = truth.isOfInterest.map { $0 ? 1.0 : 0 }
    report.pastRankings = [
      PastRanking(round: 1, labels: 8, labelledOfInterest: 2, values: best.map { -$0 }),
      PastRanking(round: 2, labels: 16, labelledOfInterest: 4, values: best),
    ]
    let steps = HuntResults(report).pastRankings
    #expect(steps.map(\.quality.curve.area) == [0, 1])
    // Four of interest among the 24 unlabelled: upside down the first is at rank 21.
    #expect(steps[0].quality.hits.interestCount == 4 && steps[0].quality.hits.hits.count == 24)
    #expect(steps[0].quality.hits.found(at: 20) == 0)
    let table = RankingByRoundFigure(steps: steps).table
    #expect(
      table.rows == [
        [
          "Round 1", "8", "0.000", "0.000", "0.000",
          Numbers.rate(steps[0].quality.averagePrecision), "0.000",
        ],
        ["Round 2", "16", "1.000", "1.000", "1.000", "1.000", "1.000"],
      ])
    let page = PageChecker(try report.html())
    #expect(page.identifiers.contains("ranking-by-round"))
    // Four of sixteen labels are of interest, of eight in all.
    #expect(page.text.contains("Round 2164" + "25.0%" + "50.0%"))
    let json = try page.json(Payload.self)
    #expect(json.byRound.map(\.unlabelledAUC) == [0, 1] && json.byRound.map(\.labels) == [8, 16])

    report.pastRankings[0] = PastRanking(round: 1, labels: 8, labelledOfInterest: 2, values: [1])
    #expect(throws: PagesError.self) { try report.html() }
  }

  @Test func withoutKnownClassesNoRoundIsJudged() throws {
    var report = SampleReports.hunt()
    report.truth = nil
    let text = PageChecker(try report.html()).text
    #expect(text.contains("can't be told round by round"))
  }

  @Test func scoresShowPurityBesideTheirROC() throws {
    let report = SampleReports.hunt()
    let page = PageChecker(try report.html())
    #expect(page.identifiers.contains("score-roc"))
    #expect(page.identifiers.contains("score-precision-recall"))
    let open = try #require(HuntResults(report).judged.first?.unlabelled)
    #expect(open.averagePrecision == open.purity.averagePrecision)
    let figure = PrecisionRecallFigure(
      id: "x", title: "x", lines: [.init(name: "density", curve: open.purity)])
    #expect(figure.table.rows.count == 1 && figure.legend.count == 1)
    #expect(figure.caption.contains(Numbers.percent(open.purity.prevalence)))
  }

  /// A section that can't be made says why.
  @Test func aMissingThresholdIsExplained() throws {
    var report = SampleReports.hunt()
    report.galaxyTable?.thresholds = []
    #expect(PageChecker(try report.html()).text.contains("has an answer yet"))
    report.truth = nil
    #expect(PageChecker(try report.html()).text.contains("The catalog has no class named"))
    report.interests = []
    #expect(PageChecker(try report.html()).text.contains("No class is hunted yet"))
  }

  @Test func doubtsAreShownWithPicturesAndTables() throws {
    var report = SampleReports.hunt()
    #expect(PageChecker(try report.html()).text.contains("Nobody looked for doubtful answers"))
    var doubts = HuntDoubts(
      sharedGalaxies: 12, kappa: Interval(estimate: 0.5, lower: 0.25, upper: 0.75), surety: 0.8)
    report.doubts = doubts
    let bare = PageChecker(try report.html()).text
    #expect(bare.contains("people say the same now") && bare.contains("at least 80% sure"))
    doubts.pairs = [
      .init(
        first: "ann", second: SampleReports.hostile, galaxies: 12, agreed: 9,
        kappa: Interval(estimate: 0.4, lower: 0.1, upper: 0.7)),
      .init(
        first: "bob", second: "cid", galaxies: 9, agreed: 9,
        kappa: Interval(estimate: 1, lower: 1, upper: 1)),
    ]
    doubts.disagreements = (0..<130).map {
      .init(
        objectID: "D\($0)", label: nil,
        said: [.init(annotator: "ann", label: "ring"), .init(annotator: "bob", label: "disk")],
        picture: Raster(width: 8, height: 8))
    }
    doubts.mistakes = [
      .init(
        objectID: SampleReports.hostile, label: "disk", annotator: "ann", labelShare: 0.125,
        suggested: "ring", suggestedShare: 0.875, isConfirmed: true, picture: nil)
    ]
    report.doubts = doubts
    let page = PageChecker(try report.html())
    #expect(page.isWellFormed, "\(page.message)")
    for words in [
      "0.500 (95% interval 0.250–0.750)", "the first 24 of 130", "the first 100 of 130",
      "ann: ring; bob: disk", "answered disk, and confirmed", "head: ring, 87.5%",
    ] { #expect(page.text.contains(words), "\(words)") }
    // Nine galaxies are too few for a kappa, even of full agreement.
    #expect(!page.text.contains("1.000–1.000"))
    let json = try page.json(Payload.self)
    #expect(json.kappa == 0.5 && json.agreement.map(\.kappa) == [0.4, nil])
    #expect(json.disagreements.count == 130 && json.likelyMistakes.map(\.suggestedShare) == [0.875])
    #expect(
      HuntDoubts(sharedGalaxies: 9, kappa: doubts.kappa, surety: 0.8).kappa == nil)
  }

  private struct Missing: Error {}

  private struct Payload: Decodable {
    struct Round: Decodable {
      let labels: Int
      let unlabelledAUC: Double?
    }
    struct Pair: Decodable { let kappa: Double? }
    struct Disagreement: Decodable { let objectID: String }
    struct Mistake: Decodable { let suggestedShare: Double }
    let classes: [HuntInterest]
    let byRound: [Round]
    let kappa: Double?
    let agreement: [Pair]
    let disagreements: [Disagreement]
    let likelyMistakes: [Mistake]
  }
}
