import Evaluation
import Foundation
import Testing

@testable import Pages

@Suite struct ReplayPageTests {
  static func replay() -> ReplayComparison {
    func interval(_ value: Double) -> Interval {
      Interval(estimate: value, lower: value - 0.5, upper: value + 0.5)
    }
    func strategy(_ name: String, _ slope: Double) -> ReplayComparison.Strategy {
      ReplayComparison.Strategy(
        name: name,
        points: (1...4).map { round in
          point(slope * Double(round), round)
        }, differences: name == "ahunt" ? nil : point(-16, 4), seconds: 0.125)
    }
    func point(_ found: Double, _ round: Int) -> ReplayComparison.Point {
      ReplayComparison.Point(
        labels: 20 * round, found: interval(found),
        foundOfEach: ["ring": interval(found - 1), SampleReports.hostile: interval(1)],
        measures: [
          .rankWeightedScore: interval(0.1 * Double(round)), .area: interval(0.7),
          .averagePrecision: interval(0.3),
        ].merging(round == 4 ? [:] : [.recall: interval(0.2)]) { first, _ in first })
    }
    return ReplayComparison(
      anomaly: ["ring", SampleReports.hostile], anomalies: 17, galaxies: 1_234, repeats: 10,
      protocolWords: "4 rounds of 20 questions",
      strategies: [strategy("ahunt", 5), strategy("random", 1)])
  }

  @Test func theNumbersOfEveryStrategyAreThere() throws {
    var report = SampleReports.hunt()
    #expect(!(try report.html()).contains("id=\"replays\""))
    report.replays = [Self.replay(), Self.replay()]
    let html = try report.html()
    let text = PageChecker(html).text
    for words in [
      "20.0 (19.5–20.5)", "4.0 (3.5–4.5)", "0.400 (−0.100–0.900)", "17 of 1,234", "0.125",
      "Found of ring", "−16.0 (−16.5 to −15.5)", "Differences to ahunt", "0.300 (−0.200–0.800)",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    // Two pages' worth of figures without one id twice.
    for id in [
      "replay-1-found", "replay-1-auc", "replay-2-found", "replay-2-auc", "replay-1-found-2",
    ] {
      #expect(html.components(separatedBy: "<figure id=\"\(id)\"").count == 2)
    }
    // Nobody has a log loss, and so there is no figure of it.
    #expect(!html.contains("replay-1-log-loss"))
    #expect(!html.contains("<script>alert"))
  }

  @Test func bandsAreDrawnUnderTheCurves() {
    let figure = ReplayFigure(
      id: "f", title: "Found", measure: "Found", caption: "", decimals: 1,
      strategies: Self.replay().strategies, value: { $0.measures[.recall] })
    let drawing = figure.drawing()
    #expect(drawing.components(separatedBy: "<polygon class=\"band").count == 3)
    // The last round lacks the measure: the curves stop before it.
    #expect(figure.table.rows.last == ["80", "–", "–"])
    #expect(figure.legend.map(\.value) == ["0.2 (−0.3–0.7)", "0.2 (−0.3–0.7)"])
  }
}
