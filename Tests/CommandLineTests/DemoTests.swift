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
    // Six test galaxies or so: no class has enough of them for figures of its own.
    #expect((answer["metrics"] as? [String: Double])?["testCommonAccuracy"] == nil)
    let classifier = try #require(reports.first { $0.hasSuffix("classifier.html") })
    let page = try String(contentsOfFile: classifier, encoding: .utf8)
    #expect(page.contains("No class has 10 test galaxies"))
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

  @Test func keepsAnswersThatAPersonGaveInADemo() throws {
    let scratch = try Scratch()
    try scratch.write("Made by `ahunt demo`, which replaces it.\n", to: "demo/.ahunt-demo")
    #expect(try scratch.ahunt("simulate", "sky", "--count", "3").status == 0)
    #expect(try scratch.ahunt("init", "--workspace", "demo").status == 0)
    #expect(try scratch.ahunt("import", "sky", "--workspace", "demo").status == 0)
    try scratch.write("object_id,class,annotator\nsim0-000000,ring,hubble\n", to: "mine.csv")
    let labels = try scratch.ahunt("labels", "import", "mine.csv", "--workspace", "demo")
    #expect(labels.status == 0, "\(labels.error)")
    let demo = try scratch.ahunt("demo", "--output", "demo")
    #expect(demo.status == 1)
    #expect(demo.error.contains("1 answer of a person"))
    #expect(try scratch.ahunt("labels", "export", "--workspace", "demo").output.contains("ring"))
  }

  @Test func keepsAHuntThatItCannotRead() throws {
    let scratch = try Scratch()
    try scratch.write("Made by `ahunt demo`, which replaces it.\n", to: "demo/.ahunt-demo")
    try scratch.write("not a database, but somebody's", to: "demo/hunt.sqlite")
    let before = try scratch.contents()
    #expect(try scratch.ahunt("demo", "--output", "demo").status == 1)
    #expect(try scratch.contents() == before)
  }
}
