import Foundation
import GRDB
import Store
import TestSupport
import Testing
import Vocabulary

/// Pixels that are replaced while something computes from them, and replacements that are broken off.
@Suite(.serialized) struct ProvenanceCommandTests {
  private func workspace(_ scratch: Scratch) -> URL {
    scratch.folder.appendingPathComponent("hunt")
  }

  private func start(_ arguments: [String], in scratch: Scratch) throws -> RunningProcess {
    try AHuntProcess.start(
      arguments, in: scratch.folder, environment: ["AHUNT_WORKSPACE": workspace(scratch).path])
  }

  private func count(_ sql: String, in scratch: Scratch) throws -> Int {
    let queue = try DatabaseQueue(
      path: workspace(scratch).appendingPathComponent("hunt.sqlite").path)
    defer { try? queue.close() }
    return try queue.read { try Int.fetchOne($0, sql: sql) ?? 0 }
  }

  /// Whether nobody is in the middle of writing.
  private func isUnlocked(_ scratch: Scratch) -> Bool {
    let path = workspace(scratch).appendingPathComponent("hunt.sqlite").path
    guard let queue = try? DatabaseQueue(path: path) else { return false }
    defer { try? queue.close() }
    return (try? queue.inTransaction(.immediate) { _ in .rollback }) != nil
  }

  /// Holds a command up between two of its transactions as soon as `sql` counts something, and lets it go
  /// on after `body`.
  private func run(
    _ arguments: [String], in scratch: Scratch, heldUpWhen sql: String, _ body: () throws -> Void
  ) throws -> AHuntProcess {
    let running = try start(arguments, in: scratch)
    let deadline = Date(timeIntervalSinceNow: 600)
    var isHeld = false
    while running.isRunning, !isHeld, Date() < deadline {
      running.send(SIGSTOP)
      isHeld = try isUnlocked(scratch) && count(sql, in: scratch) > 0
      if !isHeld { running.send(SIGCONT) }
      Thread.sleep(forTimeInterval: 0.002)
    }
    #expect(isHeld && running.isRunning, "the command was over before it could be held up")
    try body()
    running.send(SIGCONT)
    return try running.wait()
  }

  private func vectors(_ scratch: Scratch) throws -> EmbeddingMatrix {
    let store = try HuntStore.open(
      at: workspace(scratch).appendingPathComponent("hunt.sqlite").path)
    defer { try? store.close() }
    return try store.embeddings(model: try #require(try store.latestModelID(kind: .embedder)))
  }

  @Test func whatWasComputedFromPixelsReplacedMeanwhileIsNotStored() throws {
    let hunt = try SimulatedHunt.shared.get().copy()
    try Damage.change("DELETE FROM embedding; DELETE FROM score", in: workspace(hunt))
    try hunt.moveCatalog()
    let run = try run(
      ["embed", "--batch-size", "4", "--format", "json"], in: hunt,
      heldUpWhen: "SELECT count(*) FROM embedding"
    ) {
      let replaced = try hunt.ahunt("import", "sky", "--replace", "--crop", "0.5")
      #expect(replaced.status == 0, "\(replaced.error)")
      #expect(try count("SELECT count(*) FROM embedding", in: hunt) == 0)
    }
    #expect(run.status == 0, "\(run.error)")
    let left = try #require(try run.json()["replaced"] as? Int)
    #expect(try left > 0 && run.json()["written"] as? Int == 60 - left)
    #expect(try count("SELECT count(*) FROM embedding", in: hunt) == 0)
    let again = try hunt.ahunt("embed", "--format", "json").json()
    #expect(again["written"] as? Int == 60 && again["replaced"] as? Int == 0)
    #expect(try hunt.ahunt("check", "--deep").status == 0)

    // The same as if nothing had been at work meanwhile.
    let vectors = try vectors(hunt)
    try Damage.change(
      "DELETE FROM embedding; DELETE FROM shape; DELETE FROM score", in: workspace(hunt))
    #expect(try hunt.ahunt("embed").status == 0)
    #expect(try self.vectors(hunt) == vectors)
  }

  @Test func aModelThatLearnedFromPixelsReplacedMeanwhileIsKnownAsSuch() throws {
    let hunt = try SimulatedHunt.shared.get().copy()
    try hunt.moveCatalog()
    let arguments = ["train", "scorer", "--epochs", "6", "--seed", "3"]
    let run = try run(
      arguments, in: hunt, heldUpWhen: "SELECT count(*) FROM checkpoint WHERE kind = 'scorer'"
    ) {
      let replaced = try hunt.ahunt("import", "sky", "--replace", "--crop", "0.5")
      #expect(replaced.status == 0, "\(replaced.error)")
    }
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("pictures were replaced while the scorer learned"), "\(run.error)")
    // So the same training is not done yet.
    let models = try count("SELECT count(*) FROM model", in: hunt)
    let again = try AHuntProcess.run(
      arguments + ["--resume"], in: hunt.folder,
      environment: ["AHUNT_WORKSPACE": workspace(hunt).path])
    #expect(again.status == 0 && !again.error.contains("already"), "\(again.error)")
    #expect(try count("SELECT count(*) FROM model", in: hunt) == models + 1)
  }

  /// A survey that takes several chunks, imported.
  private func survey(_ count: Int = 900) throws -> Scratch {
    let scratch = try Scratch()
    #expect(try scratch.ahunt("init").status == 0)
    let survey = TinySurvey(count: 30)
    try survey.write(to: scratch.owner)
    var text = "object_id,path,label\n"
    for number in 0..<count {
      text += "g\(number),images/\(survey.objectID(number % 30)).png,kind\(number % 3)\n"
    }
    try scratch.write(text, to: "survey.csv")
    let run = try scratch.ahunt("import", "survey.csv", "--size", "128")
    #expect(run.status == 0, "\(run.error)")
    return scratch
  }

  @Test func aReplacementThatWasKilledIsMarkedAndFinishedByTheSameCommand() throws {
    let scratch = try survey()
    let replace = ["import", "survey.csv", "--size", "128", "--replace", "--crop", "0.5"]
    let running = try start(replace, in: scratch)
    let some = "SELECT count(*) FROM galaxy WHERE pixelRevision > 1"
    let deadline = Date(timeIntervalSinceNow: 600)
    while running.isRunning, try count(some, in: scratch) == 0, Date() < deadline {
      Thread.sleep(forTimeInterval: 0.002)
    }
    running.send(SIGKILL)
    _ = try running.wait()
    let replaced = try count(some, in: scratch)
    #expect((1..<900).contains(replaced), "it was over before it could be killed")

    let status = try scratch.ahunt("status", "--format", "json").json()
    let catalog = try #require((status["catalogs"] as? [[String: Any]])?.first)
    #expect(catalog["replacedSince"] is String)
    let command = try #require(catalog["finish"] as? String)
    #expect(command.hasSuffix("survey.csv --name survey --replace --crop 0.5"), "\(command)")
    #expect(status["next"] as? String == command)
    #expect(try scratch.ahunt("status").output.contains("half replaced"))
    for arguments in [["import", "survey.csv", "--size", "128"], ["train", "embedder"], ["rank"]] {
      let run = try AHuntProcess.run(
        arguments, in: scratch.folder,
        environment: ["AHUNT_WORKSPACE": workspace(scratch).path])
      #expect(run.status == 1, "\(arguments)")
      #expect(
        run.error.contains("half replaced") && run.error.contains(command),
        "\(arguments): \(run.error)")
    }
    let check = try scratch.ahunt("check")
    #expect(check.status == 1 && check.output.contains("is not finished"), "\(check.output)")

    let finished = try AHuntProcess.run(
      replace + ["--format", "json"], in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": workspace(scratch).path])
    #expect(finished.status == 0, "\(finished.error)")
    #expect(try (finished.json()["changed"] as? [Any])?.count == 900 - replaced)
    #expect(try count(some, in: scratch) == 900)
    #expect(try scratch.ahunt("check", "--deep").status == 0)
    let after = try scratch.ahunt("status", "--format", "json").json()
    #expect((after["catalogs"] as? [[String: Any]])?.first?["replacedSince"] is NSNull)
    #expect(try scratch.ahunt("import", "survey.csv", "--size", "128", "--crop", "0.5").status == 0)
  }

  @Test func nothingThatComparesGalaxiesGoesOnWithAHalfReplacedCatalog() throws {
    let hunt = try SimulatedHunt.shared.get().copy()
    try Damage.change(
      """
      UPDATE catalog SET replacement =
        '{"number":1,"recipe":{"crop":0.5},"since":"2026-01-01T00:00:00.000Z"}'
      """, in: workspace(hunt))
    for arguments in [
      ["train", "all"], ["embed"], ["score"], ["round"], ["rank"], ["rank", "--by", "fusion"],
      ["finetune"], ["report", "hunt"], ["report", "classifier"],
    ] {
      let run = try AHuntProcess.run(
        arguments, in: hunt.folder, environment: ["AHUNT_WORKSPACE": workspace(hunt).path])
      #expect(run.status == 1 && run.error.contains("half replaced"), "\(arguments): \(run.error)")
    }
    // People may go on: an answer is about a galaxy, however much of it is shown.
    for arguments in [["status"], ["classes", "list"], ["labels", "export"], ["models", "list"]] {
      let run = try AHuntProcess.run(
        arguments, in: hunt.folder, environment: ["AHUNT_WORKSPACE": workspace(hunt).path])
      #expect(run.status == 0, "\(arguments): \(run.error)")
    }
    // Back to the recipe that all of it still shows.
    try hunt.moveCatalog()
    #expect(try hunt.ahunt("import", "sky", "--replace").status == 0)
    #expect(try hunt.ahunt("rank").status == 0)
  }

  @Test func aPictureThatIsGoneKeepsAReplacementFromBeingFinished() throws {
    let scratch = try survey(40)
    let rest = (0..<39).map { "g\($0),images/\(TinySurvey(count: 30).objectID($0 % 30)).png,k\n" }
    try scratch.write("object_id,path,label\n" + rest.joined(), to: "survey.csv")
    let run = try scratch.ahunt(
      "import", "survey.csv", "--size", "128", "--replace", "--crop", "0.5")
    #expect(run.status == 1)
    #expect(
      run.error.contains("1 galaxies of the catalog survey") && run.error.contains("--crop 1.0"),
      "\(run.error)")
    #expect(try scratch.ahunt("rank").error.contains("half replaced"))
    let back = try scratch.ahunt("import", "survey.csv", "--size", "128", "--replace")
    #expect(back.status == 0, "\(back.error)")
    #expect(try scratch.ahunt("check", "--deep").status == 0)
  }
}
