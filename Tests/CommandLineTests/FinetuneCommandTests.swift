import Foundation
import Testing

/// `ahunt finetune` through the real program: what it needs, what it stores, and when it counts.
@Suite(.serialized) struct FinetuneCommandTests {
  let scratch: Scratch
  private let objects: [String]

  init() throws {
    scratch = try SimulatedHunt.shared.get().copy()
    let catalog = try String(
      contentsOf: scratch.folder.appendingPathComponent("sky/catalog.csv"), encoding: .utf8)
    objects = catalog.split(separator: "\n").dropFirst()
      .map { String($0.prefix { $0 != "," }) }
  }

  /// Answers the first galaxies; `name` gives each its class.
  private func answer(_ count: Int, _ name: (Int) -> String) throws {
    let lines = objects.prefix(count).enumerated().map { "\($0.element),\(name($0.offset))\n" }
    try scratch.write("object_id,class\n" + lines.joined(), to: "labels.csv")
    let run = try scratch.ahunt("labels", "import", "labels.csv")
    #expect(run.status == 0, "\(run.error)")
  }

  /// Answers that have nothing to do with the galaxies, and so cannot be learned.
  private func answerAtRandom() throws {
    try answer(48) { $0 % 4 == 1 ? "odd" : "ordinary" }
    #expect(try scratch.ahunt("classes", "weigh", "ordinary", "0").status == 0)
  }

  private func models() throws -> [[String: Any]] {
    try #require(
      try scratch.ahunt("models", "list", "--format", "json").json()["models"] as? [[String: Any]])
  }

  private func ranking() throws -> String {
    try scratch.ahunt("rank", "--top", "60", "--format", "json").output
  }

  @Test func tooFewAnswersEndWithASentence() throws {
    func refusal() throws -> String {
      let run = try scratch.ahunt("finetune")
      #expect(run.status == 1 && run.output.isEmpty)
      return run.error
    }
    #expect(try refusal().contains("at least 40 answers"))
    try answer(12) { _ in "odd" }
    #expect(try refusal().contains("and there are 12"))
    try answer(45) { _ in "odd" }
    #expect(try refusal().contains("all 45 answers are of one class, 'odd'"))
    try answer(50) { $0 < 45 ? "odd" : "ordinary" }
    #expect(try scratch.ahunt("classes", "weigh", "ordinary", "0").status == 0)
    #expect(try refusal().contains("5 of the 50 are of a class without"))
    #expect(try scratch.ahunt("classes", "weigh", "odd", "0").status == 0)
    #expect(try refusal().contains("0 of the 50 are of a class with an interest"))
    #expect(try models().count == 3)
  }

  @Test func answersWithoutAPatternAreNotUsed() throws {
    try answerAtRandom()
    let before = try ranking()
    let run = try scratch.ahunt(
      "finetune", "--semi-supervised", "--epochs", "2", "--seed", "1", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let answer = try run.json()
    for key in [
      "model", "kind", "epochs", "seconds", "imagesPerSecond", "metrics", "monitors", "validation",
      "verdict", "weight",
    ] { #expect(answer[key] != nil, "\(key)") }
    #expect(answer["kind"] as? String == "head")
    #expect(answer["isUsed"] as? Bool == false)
    #expect(answer["weight"] as? Double == 0)
    #expect((answer["verdict"] as? String)?.contains("is not used") == true)
    let monitors = try #require(answer["monitors"] as? [String: Any])
    #expect(monitors["accepted"] is Double)
    #expect(
      (monitors["acceptedShares"] as? [String: Double])?.keys.sorted() == ["odd", "ordinary"])
    #expect(try ranking() == before)
    #expect(try models().last?["kind"] as? String == "head")
    let status = try scratch.ahunt("status", "--format", "json").json()
    let stored = try #require(status["models"] as? [[String: Any]])
    #expect(stored.last?["isUsed"] as? Bool == false)
    #expect(stored[0]["isUsed"] is NSNull)

    let again = try scratch.ahunt("finetune", "--semi-supervised", "--epochs", "2", "--seed", "1")
    #expect(again.status == 2 && again.output.isEmpty)
    #expect(again.error.contains("has learned these very answers"))
    #expect(try scratch.ahunt("report", "training").status == 0)
    #expect(try scratch.ahunt("models", "remove", "\(answer["model"]!)").status == 0)
    #expect(try models().count == 3)
  }

  /// Gives the latest finetuned model a weight, as if it had done well.
  private func lend(_ weight: Double) throws {
    let id = try #require(try models().last?["id"] as? Int)
    #expect(
      try scratch.ahunt("models", "export", "\(id)", "--output", "head.safetensors").status == 0)
    let file = scratch.folder.appendingPathComponent("head.json")
    var description = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let config = try #require(description["config"] as? String)
    description["config"] = config.replacingOccurrences(
      of: #""weight":0,"#, with: #""weight":\#(weight),"#)
    try JSONSerialization.data(withJSONObject: description).write(to: file)
    #expect(try scratch.ahunt("models", "import", "head.safetensors").status == 0)
  }

  @Test func aModelInUseCountsUntilItsClassesChange() throws {
    try answerAtRandom()
    let alone = try ranking()
    let run = try scratch.ahunt("finetune", "--epochs", "1", "--start", "scratch")
    #expect(run.status == 0, "\(run.error)")
    try lend(0.5)
    // It has looked at no galaxy yet.
    let waiting = try scratch.ahunt("rank", "--top", "60", "--format", "json")
    #expect(waiting.output == alone)
    #expect(waiting.error.contains("60 galaxies lack what it says of them; run `ahunt embed`"))
    #expect(try scratch.ahunt("embed").status == 0)
    let together = try scratch.ahunt("rank", "--top", "60", "--format", "json")
    #expect(together.output != alone && together.error.isEmpty)
    let status = try scratch.ahunt("status", "--format", "json").json()
    let stored = try #require(status["models"] as? [[String: Any]])
    #expect(stored.last?["isUsed"] as? Bool == true)
    #expect(try scratch.ahunt("round", "--size", "4").status == 0)

    // A class named since does not unsettle it, a merged one does.
    #expect(try scratch.ahunt("classes", "add", "lens").status == 0)
    #expect(try ranking() == together.output)
    #expect(try scratch.ahunt("classes", "rename", "odd", "strange").status == 0)
    #expect(try scratch.ahunt("rank").error.isEmpty)
    #expect(try scratch.ahunt("classes", "merge", "strange", "lens").status == 0)
    let after = try scratch.ahunt("rank", "--top", "60", "--format", "json")
    #expect(after.error.contains("classes that it learned were merged since"))
    #expect(after.output != together.output)
  }

  @Test func ctrlCLeavesNothingBehind() throws {
    try answerAtRandom()
    let running = try AHuntProcess.start(
      ["finetune", "--semi-supervised", "--epochs", "2000"], in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
    let deadline = Date(timeIntervalSinceNow: 300)
    while running.isRunning, !running.errorSoFar.contains("epoch"), Date() < deadline {
      Thread.sleep(forTimeInterval: 0.02)
    }
    running.send(SIGINT)
    let run = try running.wait()
    #expect(run.status == 130, "\(run.error)")
    #expect(run.error.contains("nothing is stored of this finetuning"))
    #expect(run.output.isEmpty)
    #expect(try models().count == 3)
    #expect(try scratch.ahunt("rank").status == 0)
  }
}
