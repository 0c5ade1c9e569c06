import Foundation
import Testing

/// The demo at its smallest, and the folders it leaves alone.
@Suite struct DemoTests {
  @Test func goesTheWholeWay() throws {
    let scratch = try Scratch()
    let run = try AHuntProcess.run(
      "demo", "--count", "60", "--epochs", "1", "--rounds", "1", "--size", "6",
      "--output", "demo", "--format", "json", in: scratch.folder)
    #expect(run.status == 0, "\(run.error)")
    let answer = try run.json()
    let reports = try #require(answer["reports"] as? [String])
    #expect(reports.count == 2)
    for report in reports { #expect(FileManager.default.fileExists(atPath: report)) }
    #expect((answer["metrics"] as? [String: Double])?["testAccuracy"] != nil)
    #expect(answer["asked"] as? Int == 6)
  }

  @Test func leavesAnythingElseAlone() throws {
    let scratch = try Scratch()
    try scratch.write("mine", to: "demo/hunt.sqlite")
    let run = try AHuntProcess.run("demo", "--output", "demo", in: scratch.folder)
    #expect(run.status == 1)
    #expect(run.error.contains("--output"))
    #expect(try scratch.contents().values.map(\.self) == [4])
  }
}
