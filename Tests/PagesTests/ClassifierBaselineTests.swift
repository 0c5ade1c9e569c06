import Evaluation
import Testing

@testable import Pages

/// The classifier beside simple rules, its settings, and its sisters.
@Suite struct ClassifierBaselineTests {
  /// A rule that is right on every second galaxy.
  private func report() -> ClassifierReport {
    var report = SampleReports.classifier()
    report.baselines = [
      ClassifierBaseline(
        name: "Nearest <neighbour>", words: "by eye.",
        predictions: report.truth.enumerated().map { $0 % 8 < 4 ? $1 : ($1 + 1) % 4 })
    ]
    return report
  }

  private func table(_ report: ClassifierReport, _ place: Int) throws -> DataTable {
    let blocks = report.comparisons(ClassifierResults(report)).blocks
    let tables = blocks.compactMap { block -> DataTable? in
      if case .table(let table) = block { table } else { nil }
    }
    return try #require(place < tables.count ? tables[place] : nil)
  }

  @Test func rulesAreJudgedOnTheSameGalaxies() throws {
    let report = report()
    let rows = try table(report, 0).rows
    #expect(
      rows.map { $0[0] } == ["This model", "Nearest <neighbour>", "Always the commonest class"])
    // 32 of the sixty galaxies are right: 8 of each class's 15.
    let interval = exactInterval(successes: 32, trials: 60)
    #expect(rows[1][1] == "53.3%" && rows[1][2] == Numbers.percentBounds(interval))
    #expect(rows[1][3] == "53.3%")
    // p_o = 8/15, p_e = 1/4: κ = (8/15 − 1/4) / (3/4).
    #expect(rows[1][5] == Numbers.rate((8.0 / 15 - 0.25) / 0.75))
    #expect(rows[2][1] == "25.0%" && rows[2][5] == "0.000")
    let page = PageChecker(try report.html())
    #expect(page.isWellFormed, "\(page.message)")
    #expect(page.text.contains("nearest <neighbour> 53.3%"))
    let matrix = ClassifierResults(report).matrix
    let kappa = try #require(matrix.cohensKappa)
    let bounds = Numbers.bounds(try #require(matrix.kappaInterval))
    #expect(
      page.text.contains("Cohen's kappa \(Numbers.rate(kappa)) (95% interval \(bounds)), Matthews"))
    let json = try page.json(Payload.self)
    #expect(json.cohensKappa == kappa && json.baselines.map(\.accuracy) == [32.0 / 60])
    #expect(json.baselines[0].cohensKappa == ((32.0 / 60) - 0.25) / 0.75)
  }

  @Test func aRuleAnswersForEveryGalaxy() {
    var report = report()
    report.baselines = [ClassifierBaseline(name: "short", words: "", predictions: [0])]
    #expect(throws: PagesError.self) { try report.html() }
  }

  @Test func whatIsMissingIsSaid() throws {
    let text = PageChecker(try SampleReports.classifier().html()).text
    #expect(text.contains("No nearest neighbours were looked for"))
    #expect(text.contains("so nothing shows what each setting is worth"))
    #expect(!text.contains("All settings of the training"))
  }

  @Test func settingsAndDurationStandInTheHeader() throws {
    var report = report()
    report.settings = [RunFact("dropout", "0.2"), RunFact("learningRate", "0.004")]
    report.trainingSeconds = 425
    let page = PageChecker(try report.html())
    #expect(page.text.contains("5 epochs in 7 min 05 s, weights of epoch 5 kept"))
    #expect(page.text.contains("All settings of the training"))
    #expect(page.text.contains("learningRate0.004"))
    let json = try page.json(Payload.self)
    #expect(json.settings["dropout"] == "0.2" && json.trainingSeconds == 425)
  }

  @Test func sistersAreListedWithWhatDiffers() throws {
    var report = report()
    func variant(_ number: Int64, _ differences: [ClassifierVariant.Difference], _ right: Int?)
      -> ClassifierVariant
    {
      ClassifierVariant(
        number: number, differences: differences, isReported: number == 7, epochs: 4, seconds: 12,
        accuracy: right.map { Double($0) / 60 }, macroAUC: 0.9, brierScore: nil,
        galaxies: right == nil ? nil : 60)
    }
    report.variants = [
      variant(3, [.init(name: "dropout", here: "0.2", there: "0")], 30), variant(5, [], nil),
      variant(7, [], 45),
    ]
    let rows = try table(report, 1).rows
    #expect(rows.map { $0[0] } == ["Model 3", "Model 5", "Model 7"])
    #expect(rows.map { $0[1] } == ["dropout 0 (here 0.2)", "nothing", "this model"])
    #expect(rows[0][4] == "50.0%" && rows[1][4] == "–" && rows[1][5] == "–")
    #expect(rows[0][5] == Numbers.percentBounds(exactInterval(successes: 30, trials: 60)))
    // A model alone is no ablation.
    report.variants = [variant(7, [], 45)]
    #expect(PageChecker(try report.html()).text.contains("No other classifier of this hunt"))
  }

  private struct Payload: Decodable {
    struct Baseline: Decodable {
      let accuracy: Double
      let cohensKappa: Double?
    }
    let cohensKappa: Double?
    let trainingSeconds: Double?
    let settings: [String: String]
    let baselines: [Baseline]
  }
}
