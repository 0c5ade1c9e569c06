import Foundation
import Testing

@testable import Pages

@Suite struct TrainingReportTests {
  private func training(_ number: Int64, values: [[String: Double]]) -> TrainingHistory {
    TrainingHistory(
      number: number, kind: "classifier", preset: SampleReports.hostile, ending: "all epochs done",
      settings: [RunFact("dropout", "0.25")],
      history: values.enumerated().map {
        TrainingHistory.Epoch(epoch: $0.offset + 1, seconds: 2, values: $0.element)
      }, metrics: [RunFact("testAccuracy", "0.8125")])
  }

  @Test func showsEveryFigureAndTheKeptEpoch() throws {
    let losses = [3.0, 1.25, 2]
    let report = TrainingReport(
      title: "Training",
      trainings: [
        training(
          7,
          values: losses.map {
            ["loss": $0 / 2, "validationLoss": $0, "validationAccuracy": 0.5, "activeUnits": 9]
          }),
        training(4, values: [["loss": 5], ["loss": 4]]),
      ])
    let html = try report.html()
    let page = PageChecker(html)
    #expect(page.isWellFormed, "\(page.message)")
    #expect(Set(page.identifiers).count == page.identifiers.count)
    for id in ["model-7-loss", "model-7-accuracy", "model-7-activeUnits", "model-4-loss"] {
      #expect(page.identifiers.contains(id), "\(id)")
    }
    #expect(!page.identifiers.contains("model-4-accuracy"))
    #expect(page.text.contains("The weights after epoch 2 are kept"))
    #expect(page.text.contains("3 epochs in 6.00 seconds"))
    #expect(page.text.contains("0.25") && page.text.contains("0.8125"))
    #expect(!html.contains("<script>alert") && html.contains("&lt;script&gt;alert"))
  }

  @Test func theDownloadHoldsEveryEpoch() throws {
    let report = TrainingReport(
      title: "Training", trainings: [training(7, values: [["loss": 0.125], ["loss": 0.1]])])
    let page = PageChecker(try report.html())
    let prefix = "data:text/csv;charset=utf-8;base64,"
    let link = try #require(page.links.first { $0.hasPrefix(prefix) })
    let data = try #require(Data(base64Encoded: String(link.dropFirst(prefix.count))))
    #expect(
      String(decoding: data, as: UTF8.self)
        == "epoch,seconds,loss\n1,2.000,0.125\n2,2.000,0.1\n")
  }

  @Test func whatIsMissingIsSaid() throws {
    let report = TrainingReport(title: "Training", trainings: [training(7, values: [])])
    #expect(PageChecker(try report.html()).text.contains("training history is not stored"))
    #expect(throws: PagesError.noObjects(report: "training")) {
      try TrainingReport(title: "", trainings: []).html()
    }
  }
}
