import Foundation
import Testing

/// Reports stay with their date, and a page lists them.
@Suite struct KeptReportTests {
  private func reports(_ scratch: Scratch) -> URL {
    scratch.folder.appendingPathComponent("hunt/Reports")
  }

  private func dates(_ scratch: Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: reports(scratch).path)
      .filter { $0.wholeMatch(of: /\d{4}-\d\d-\d\dT\d{4}/) != nil }
  }

  @Test func aReportIsKeptAsItWasAndListed() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    #expect(try scratch.ahunt("report", "classifier", "--resamples", "20").status == 0)
    let date = try #require(try dates(scratch).first)
    let page = try Data(contentsOf: reports(scratch).appendingPathComponent("classifier.html"))
    let kept = reports(scratch).appendingPathComponent("\(date)/classifier.html")
    #expect(try Data(contentsOf: kept) == page)
    let index = try String(
      contentsOf: reports(scratch).appendingPathComponent("index.html"), encoding: .utf8)
    #expect(index.contains("<a href=\"\(date)/classifier.html\">"))
    for name in ["Accuracy", "Macro F1", "Test galaxies"] { #expect(index.contains(name)) }
  }

  /// The list holds what was kept before, the newest first, and nothing that others put there.
  @Test func theListIsOfWhatIsThere() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    #expect(try scratch.ahunt("report", "training").status == 0)
    let date = try #require(try dates(scratch).first)
    let kept = try String(
      contentsOf: reports(scratch).appendingPathComponent("\(date)/training.summary.json"),
      encoding: .utf8)
    func summary(_ day: String) -> String {
      kept.replacing(date.prefix(10), with: day)
    }
    for number in 1...22 {
      let day = "2020-01-\(number < 10 ? "0" : "")\(number)"
      let folder = "hunt/Reports/\(day)\(date.dropFirst(10))"
      try scratch.write(summary(day), to: "\(folder)/training.summary.json")
      try scratch.write("<p>old</p>", to: "\(folder)/training.html")
    }
    // A summary that names another day, one that is damaged, and a folder that is no date.
    try scratch.write(kept, to: "hunt/Reports/2019-01-01T0000/training.summary.json")
    try scratch.write("{", to: "hunt/Reports/2019-01-02T0000/training.summary.json")
    try scratch.write(kept, to: "hunt/Reports/mine/training.summary.json")
    #expect(try scratch.ahunt("report", "training").status == 0)
    let index = try String(
      contentsOf: reports(scratch).appendingPathComponent("index.html"), encoding: .utf8)
    #expect(!index.contains("2019-01-0") && !index.contains("mine/"))
    let days = index.matches(of: #/2020-01-(\d\d) /#).compactMap { Int($0.1) }
    #expect(days == days.sorted(by: >) && days.count == 22)
    // Twenty pages stay; of the older ones the numbers do.
    let pages = try dates(scratch).filter {
      FileManager.default.fileExists(
        atPath: reports(scratch).appendingPathComponent("\($0)/training.html").path)
    }
    #expect(pages.count == 20)
    #expect(!pages.contains { $0.hasPrefix("2020-01-01") })
    #expect(index.matches(of: /href="2020-/).count == pages.count { $0.hasPrefix("2020") })
  }

  @Test func elsewhereOnlyTheReportIsWritten() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    #expect(try scratch.ahunt("report", "training", "--output", "pages").status == 0)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: scratch.folder.appendingPathComponent("pages").path)
    #expect(names == ["training.html"])
    #expect(!FileManager.default.fileExists(atPath: reports(scratch).path))
  }
}
