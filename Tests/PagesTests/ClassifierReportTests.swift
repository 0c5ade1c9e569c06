import Evaluation
import Foundation
import Imaging
import Testing

@testable import Pages

@Suite struct ClassifierReportTests {
  @Test func showsTheNumbersOfEvaluation() throws {
    let report = SampleReports.classifier()
    let text = PageChecker(try report.html()).text
    let results = ClassifierResults(report)
    let matrix = ConfusionMatrix(
      truth: report.truth, predicted: report.probabilities.predictions, classCount: 4)
    #expect(text.contains(Numbers.percent(matrix.accuracy)))
    #expect(text.contains(Numbers.rate(matrix.average(.macro).f1)))
    #expect(text.contains(Numbers.rate(matrix.matthewsCorrelation)))
    #expect(text.contains(Numbers.rate(results.curves.macroArea)))
    #expect(text.contains(Numbers.rate(report.probabilities.brierScore(truth: report.truth))))
    for label in 0..<4 {
      let scores = report.probabilities.column(label)
      let area = areaUnderROC(scores: scores, labels: report.truth.map { $0 == label })
      #expect(text.contains(Numbers.rate(area)))
      #expect(text.contains(Numbers.bounds(results.classIntervals[label])))
    }
  }

  @Test func theDownloadHoldsTheSameNumbers() throws {
    struct Payload: Decodable {
      let accuracy: Double
      let macroAUC: Double
      let confusion: [[Int]]
    }
    let report = SampleReports.classifier()
    let payload = try PageChecker(try report.html()).json(Payload.self)
    let results = ClassifierResults(report)
    #expect(payload.accuracy == results.matrix.accuracy)
    #expect(payload.confusion == results.matrix.counts)
    #expect(payload.macroAUC == results.curves.macroArea)
  }

  /// The sample's report, with nine of their fifteen test galaxies for the classes from `large` on,
  /// one fewer than a curve needs.
  private static func report(largeClasses large: Int) -> ClassifierReport {
    var report = SampleReports.classifier()
    let kept = report.truth.indices.filter { report.truth[$0] < large || $0 < 36 }
    report.objectIDs = kept.map { report.objectIDs[$0] }
    report.probabilities = ClassProbabilities(
      classCount: 4, values: kept.flatMap { Array(report.probabilities.row($0)) })
    report.truth = kept.map { report.truth[$0] }
    return report
  }

  @Test func aSingleLargeClassIsNamedAsOne() throws {
    let page = PageChecker(try Self.report(largeClasses: 1).html())
    #expect(page.isWellFormed, "\(page.message)")
    #expect(
      page.text.contains("one against the rest, over the 1 class with 10 or more test galaxies"))
    #expect(
      page.text.contains("%, over the 1 class with 10 or more test galaxies; commonest class"))
  }

  @Test func smallClassesCountButHaveNoFiguresOfTheirOwn() throws {
    struct Payload: Decodable {
      struct Row: Decodable {
        let f1: Double?
        let support: Int
        let auc: Double?
      }
      let macroAUC: Double
      let macroF1: Double
      let classes: [Row]
    }
    let report = Self.report(largeClasses: 3)
    let results = ClassifierResults(report)
    #expect(results.matrix.supports == [15, 15, 15, 9])
    #expect(results.judged == [0, 1, 2])
    #expect(results.curves.curves[3] == nil && results.classIntervals[3] == nil)
    let areas = (0..<3).compactMap { label in
      areaUnderROC(
        scores: report.probabilities.column(label), labels: report.truth.map { $0 == label })
    }
    let mean = areas.reduce(0, +) / 3
    #expect(abs((results.curves.macroArea ?? 0) - mean) < 1e-12)
    #expect(results.matrix.total == 54)
    let page = PageChecker(try report.html())
    #expect(page.isWellFormed, "\(page.message)")
    #expect(page.text.contains("1 of 4 classes has fewer than 10 test galaxies (9 in all)"))
    #expect(page.text.contains("over the 3 classes with 10 or more test galaxies"))
    let payload = try page.json(Payload.self)
    #expect(payload.macroAUC == results.curves.macroArea)
    #expect(payload.classes.map(\.support) == [15, 15, 15, 9])
    #expect(payload.classes[3].auc == nil && payload.classes[3].f1 == nil)
    let scores = payload.classes.prefix(3).compactMap(\.f1)
    #expect(abs(payload.macroF1 - scores.reduce(0, +) / 3) < 1e-12)
    #expect(!PageChecker(try SampleReports.classifier().html()).text.contains("fewer than 10"))
  }

  @Test func theWorstErrorsComeFirst() throws {
    let report = SampleReports.classifier()
    let results = ClassifierResults(report)
    let wrong = report.truth.indices.filter { results.predictions[$0] != report.truth[$0] }
    let worst = try #require(wrong.max { results.confidences[$0] < results.confidences[$1] })
    let html = try report.html()
    let gallery = try #require(html.range(of: "Worst errors"))
    let first = try #require(
      html[gallery.upperBound...].firstMatch(of: /<strong>(.*?)<\/strong>/))
    #expect(String(first.1) == report.objectIDs[worst].nameHTML())
  }

  @Test func picturesOnBothSidesOfTheSplitAreListed() throws {
    var report = SampleReports.classifier()
    #expect(PageChecker(try report.html()).text.contains("Nobody looked for near-duplicates"))
    report.shared = []
    #expect(PageChecker(try report.html()).text.contains("No picture of a training, validation"))
    func member(_ name: String, _ part: String) -> SharedGalaxy.Member {
      SharedGalaxy.Member(
        objectID: name, part: part, picture: Raster(width: 8, height: 8, filling: 9))
    }
    report.shared = (0..<101).map { index in
      SharedGalaxy(
        member("A\(index)", "training"), member("B\(index)", "test"),
        similarity: 0.999 - 0.00001 * Double(index))
    }
    let page = PageChecker(try report.html())
    for words in ["101 pairs of pictures", "like B0", "A99", "B99", "0.998"] {
      #expect(page.text.contains(words), "\(words)")
    }
    #expect(!page.text.contains("A100"))
    #expect(page.isWellFormed, "\(page.message)")
  }

  @Test func everyNumberOfAClassHasItsInterval() throws {
    let report = SampleReports.classifier()
    let results = ClassifierResults(report)
    let page = PageChecker(try report.html())
    for label in 0..<4 {
      let labels = report.truth.map { $0 == label }
      let scores = report.probabilities.column(label)
      let own = results.scoreIntervals[label]
      #expect(results.classIntervals[label] == areaInterval(scores: scores, labels: labels))
      for interval in [
        own.precision, own.recall, own.f1, areaInterval(scores: scores, labels: labels),
        averagePrecisionInterval(scores: scores, labels: labels),
      ] {
        #expect(interval != nil && page.text.contains(Numbers.bounds(interval)))
      }
    }
    for interval in [
      results.macroScores.precision, results.macroScores.recall, results.macroScores.f1,
      results.macroInterval, report.probabilities.brierInterval(truth: report.truth),
      report.probabilities.reliability(truth: report.truth).errorInterval(),
    ] {
      #expect(interval != nil && page.text.contains(Numbers.bounds(interval)))
    }
    #expect(page.text.contains("from 50 resamples with seed 0"))
  }

  @Test func bandsOfManyClassesWaitForTheirLegend() throws {
    let html = try SampleReports.classifier().html()
    #expect(html.components(separatedBy: "<polygon class=\"band c").count == 9)
    #expect(!html.contains("quiet\" points"))
    let many = try StrangeNameTests.classifier().html()
    #expect(many.components(separatedBy: " quiet\" points").count == 121)
  }

  @Test func whatTheTemperatureDidStandsBesideIt() throws {
    var report = SampleReports.classifier()
    #expect(!PageChecker(try report.html()).text.contains("Before"))
    let before = report.probabilities
    report.probabilities = TemperatureScaling.scaled(before, by: 0.5)
    report.calibration = ClassifierReport.Calibration(temperature: 0.5, before: before)
    let page = PageChecker(try report.html())
    #expect(page.isWellFormed, "\(page.message)")
    #expect(page.text.contains("temperature 0.500"))
    for probabilities in [before, report.probabilities] {
      let error = probabilities.reliability(truth: report.truth).expectedCalibrationError
      #expect(page.text.contains(Numbers.rate(error)))
      let (equalMass, _, byChance) = probabilities.equalMassCalibration(truth: report.truth)
      #expect(page.text.contains(Numbers.rate(equalMass)))
      if probabilities == report.probabilities {
        #expect(byChance != nil && page.text.contains(Numbers.bounds(byChance)))
      }
      #expect(page.text.contains(Numbers.rate(probabilities.brierScore(truth: report.truth))))
    }
    report.calibration = ClassifierReport.Calibration(
      temperature: 0.5, before: ClassProbabilities(classCount: 4, values: [Double]()))
    #expect(throws: PagesError.self) { try report.html() }
  }

  @Test func missingHistoryIsSaid() throws {
    var report = SampleReports.classifier()
    report.history = []
    #expect(PageChecker(try report.html()).text.contains("training history is not stored"))
  }

  @Test func aSingleClassHasNoCurves() throws {
    var report = ClassifierReport(
      title: "One", classNames: ["only"], objectIDs: ["a", "b"], truth: [0, 0],
      probabilities: ClassProbabilities(classCount: 1, values: [1.0, 1.0]))
    report.resamples = 10
    let page = PageChecker(try report.html())
    #expect(page.isWellFormed, "\(page.message)")
    #expect(page.text.contains("there are no curves to draw"))
  }

  @Test func listsThatDoNotFitAreRefused() {
    var report = SampleReports.classifier()
    report.objectIDs.removeLast()
    #expect(throws: PagesError.mismatchedCounts(what: "object ids", count: 59, expected: 60)) {
      try report.html()
    }
    report = SampleReports.classifier()
    report.classNames.append("extra")
    #expect(throws: PagesError.mismatchedCounts(what: "class names", count: 5, expected: 4)) {
      try report.html()
    }
    report = SampleReports.classifier()
    report.truth[7] = 4
    #expect(throws: PagesError.mismatchedCounts(what: "known classes", count: 4, expected: 5)) {
      try report.html()
    }
    let empty = ClassifierReport(
      title: "", classNames: ["a"], objectIDs: [], truth: [],
      probabilities: ClassProbabilities(classCount: 1, values: [Double]()))
    #expect(throws: PagesError.noObjects(report: "classifier")) { try empty.html() }
  }
}
