import Foundation
import TestSupport
import Testing

/// What a killed or interrupted job leaves behind, and how the next run goes on.
@Suite(.serialized) struct InterruptionTests {
  private static let count = 900

  /// A survey large enough that an import takes several chunks.
  private func survey() throws -> Scratch {
    let scratch = try Scratch()
    #expect(try scratch.ahunt("init").status == 0)
    // The same thirty pictures under many names, which takes less time to write.
    let survey = TinySurvey(count: 30)
    try survey.write(to: scratch.owner)
    var text = "object_id,path,label\n"
    for number in 0..<Self.count {
      let picture = "images/\(survey.objectID(number % 30)).png"
      text += "g\(number),\(picture),kind\(number % 3)\n"
    }
    try scratch.write(text, to: "survey.csv")
    return scratch
  }

  private func galaxies(_ scratch: Scratch) throws -> Int {
    try #require(try scratch.ahunt("status", "--format", "json").json()["galaxies"] as? Int)
  }

  /// Starts an import and sends it a signal as soon as some galaxies are stored.
  private func breakOff(_ scratch: Scratch, with signal: Int32) throws -> AHuntProcess {
    let running = try AHuntProcess.start(
      ["import", "survey.csv", "--size", "192"], in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
    let deadline = Date(timeIntervalSinceNow: 900)
    while running.isRunning, try galaxies(scratch) == 0, Date() < deadline {
      Thread.sleep(forTimeInterval: 0.01)
    }
    running.send(signal)
    return try running.wait()
  }

  private func goOn(_ scratch: Scratch, after kept: Int) throws {
    #expect(kept > 0 && kept % 256 == 0 || kept == Self.count)
    let run = try scratch.ahunt("import", "survey.csv", "--size", "192", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let answer = try run.json()
    #expect(answer["skipped"] as? Int == kept)
    #expect(answer["imported"] as? Int == Self.count - kept)
    #expect(try galaxies(scratch) == Self.count)
  }

  @Test func aKilledImportGoesOn() throws {
    let scratch = try survey()
    _ = try breakOff(scratch, with: SIGKILL)
    try goOn(scratch, after: try galaxies(scratch))
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func anInterruptedImportSaysHowToGoOn(_ signal: Int32) throws {
    let scratch = try survey()
    let run = try breakOff(scratch, with: signal)
    let kept = try galaxies(scratch)
    if kept < Self.count {
      #expect(run.status == 130, "\(run.error)")
      #expect(run.error.contains("interrupted"))
      #expect(run.output.isEmpty)
    }
    try goOn(scratch, after: kept)
  }

  @Test func importingTwiceAddsNothing() throws {
    let scratch = try survey()
    #expect(try scratch.ahunt("import", "survey.csv", "--limit", "40").status == 0)
    let again = try scratch.ahunt("import", "survey.csv", "--limit", "40", "--format", "json")
    #expect(try again.json()["imported"] as? Int == 0)
    #expect(try again.json()["skipped"] as? Int == 40)
    #expect(try galaxies(scratch) == 40)
  }

  @Test func initTwiceIsHarmless() throws {
    let scratch = try Scratch()
    let first = try scratch.ahunt("init", "--name", "rings", "--format", "json").json()
    #expect(first["created"] as? Bool == true)
    #expect((first["workspace"] as? String)?.hasSuffix("hunt") == true)
    #expect(try scratch.ahunt("classes", "add", "ring").status == 0)
    let second = try scratch.ahunt("init", "--format", "json").json()
    #expect(second["created"] as? Bool == false)
    #expect(second["name"] as? String == "rings")
    let classes = try scratch.ahunt("classes", "list", "--format", "json").json()["classes"]
    #expect((classes as? [Any])?.count == 1)
  }
}
