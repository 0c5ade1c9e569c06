import Foundation
import TestSupport
import Testing

/// Rounds that are withdrawn, answers through a pipe, and several people at one hunt.
@Suite struct PeopleCommandTests {
  private let scratch: Scratch
  private let asked: [String]

  init() throws {
    scratch = try SimulatedHunt.shared.get().copy()
    asked = try SimulatedHunt.shared.get().asked()
  }

  private func json(_ arguments: String..., input: String = "") throws -> [String: Any] {
    let run = try AHuntProcess.run(
      arguments + ["--format", "json"], in: scratch.folder, input: input,
      environment: ["AHUNT_WORKSPACE": workspace])
    #expect(run.status == 0, "\(arguments): \(run.error)")
    return try run.json()
  }

  private var workspace: String { scratch.folder.appendingPathComponent("hunt").path }

  private func answer(_ lines: [(String, String)], by annotator: String) throws {
    _ = try json(
      "review", "--answers", "-", "--annotator", annotator,
      input: lines.map { "\($0),\($1)\n" }.joined())
  }

  @Test func aRoundIsWithdrawnButForWhatWasAnswered() throws {
    try answer([(asked[0], "ring"), (asked[1], "")], by: "ann")
    let second = try scratch.ahunt("round", "--size", "3", "--format", "json")
    #expect(
      second.error.contains("4 questions of earlier rounds are still open"), "\(second.error)")
    #expect(try !scratch.ahunt("round", "--size", "3", "--quiet").error.contains("open"))
    let last = try json("round", "--withdraw")
    #expect(last["round"] as? Int == 3 && last["withdrawn"] as? Int == 3)
    #expect(last["kept"] as? Int == 0)
    #expect((last["questions"] as? [Any])?.isEmpty == true)
    let first = try json("round", "--withdraw", "1")
    #expect(first["withdrawn"] as? Int == 4 && first["kept"] as? Int == 2)
    let none = try scratch.ahunt("round", "--withdraw=1")
    #expect(none.status == 2 && none.output.isEmpty)
    #expect(try scratch.ahunt("round", "--withdraw", "9").status == 1)
    #expect(try json("status")["openQuestions"] as? Int == 3)
    // Those galaxies can be asked again, and those that were answered can't.
    let all = try json("round", "--size", "500")
    let again = Set(
      try #require(all["questions"] as? [[String: Any]]).compactMap { $0["objectID"] as? String })
    #expect(again.isSuperset(of: asked[2...]) && again.isDisjoint(with: asked[..<2]))
    #expect(try scratch.ahunt("check", "--deep").status == 0)
  }

  /// Each line is on disk when it is acknowledged, whatever happens to the pipe and the program.
  @Test func whatCameThroughAPipeSurvivesAKill() throws {
    try #require(mkfifo(scratch.owner.path("pipe"), 0o600) == 0)
    let running = try AHuntProcess.start(
      ["review", "--answers", "pipe", "--annotator", "ann"], in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": workspace])
    let pipe = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.owner.path("pipe")))
    var told = 0
    for id in asked.prefix(5) {
      try pipe.write(contentsOf: Data("\(id),ring\n".utf8))
      told += 1
      while !running.errorSoFar.contains("\(id): ring") {
        try #require(running.isRunning, "\(running.errorSoFar)")
        usleep(2_000)
      }
    }
    // The last line is not whole.
    try pipe.write(contentsOf: Data("\(asked[5]),ri".utf8))
    running.send(SIGKILL)
    _ = try running.wait()
    let labels = try #require(try json("labels", "export")["labels"] as? [[String: Any]])
    #expect(labels.map { $0["objectID"] as? String } == asked.prefix(5).map { $0 })
  }

  @Test func peopleAreComparedAndTheRuleDecides() throws {
    try answer(asked.map { ($0, "ring") }, by: "ann")
    try answer(
      asked.enumerated().map { ($1, $0 < 2 ? "plain" : "ring") }, by: "bob")
    let found = try json("labels", "agreement")
    #expect(found["annotators"] as? [String] == ["ann", "bob"])
    #expect(found["galaxies"] as? Int == 6)
    let pair = try #require((found["pairs"] as? [[String: Any]])?.first)
    #expect(pair["agreed"] as? Int == 4 && pair["kappa"] as? Double == 0)
    // 4 of 6 pairs agree; 10 of 12 answers are rings.
    let (observed, expected) = (4.0 / 6, (100.0 + 4) / 144)
    #expect(
      abs(
        try #require(found["kappa"] as? Double) - (observed - expected) / (1 - expected)) < 1e-12)
    let contested = try #require(found["disagreements"] as? [[String: Any]])
    #expect(Set(contested.compactMap { $0["objectID"] as? String }) == Set(asked.prefix(2)))
    #expect(contested.allSatisfy { $0["label"] as? String == "plain" })
    let said = try #require(contested[0]["answers"] as? [[String: Any]])
    #expect(said.map { $0["annotator"] as? String } == ["ann", "bob"])
    #expect(said.map { $0["class"] as? String } == ["ring", "plain"])
    #expect(try scratch.ahunt("labels", "agreement").output.contains("ann: ring, bob: plain"))

    func plain() throws -> Int? {
      let classes = try json("classes", "list")["classes"] as? [[String: Any]]
      return classes?.first { $0["name"] as? String == "plain" }?["answers"] as? Int
    }
    #expect(try plain() == 2)
    #expect(try json("labels", "rule")["rule"] as? String == "latest")
    let rule = try json("labels", "rule", "adjudicator", "ann")
    #expect(rule["rule"] as? String == "adjudicator" && rule["adjudicator"] as? String == "ann")
    #expect(try plain() == 0)
    _ = try json("labels", "rule", "majority")
    #expect(try plain() == 2)
  }

  @Test func everybodysAnswersGoOutAndComeIn() throws {
    try answer(asked.prefix(3).map { ($0, "ring") }, by: "ann")
    try answer([(asked[0], "plain")], by: "bob")
    _ = try json("labels", "export", "--all", "--output", "all.csv")
    let text = try String(
      contentsOf: scratch.folder.appendingPathComponent("all.csv"), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(
      lines[0].joined(separator: ",")
        == "object_id,class,annotator,answered_at,round,arm,ra,dec,catalog,counts")
    #expect(lines.dropFirst().map { $0[2] } == ["ann", "ann", "ann", "bob"])
    #expect(lines.dropFirst().map { $0[9] } == ["0", "1", "1", "1"])
    #expect(lines.dropFirst().allSatisfy { Double($0[6]) != nil && Double($0[7]) != nil })

    let other = try SimulatedHunt.shared.get().copy()
    let run = try AHuntProcess.run(
      ["labels", "import", "-", "--format", "json"], in: other.folder, input: text,
      environment: ["AHUNT_WORKSPACE": other.folder.appendingPathComponent("hunt").path])
    #expect(run.status == 0, "\(run.error)")
    #expect(try run.json()["imported"] as? Int == 4)
    func pairs(_ scratch: Scratch) throws -> [String] {
      let found = try scratch.ahunt("labels", "export", "--all").output
      return found.split(separator: "\n").map { line in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        return "\(cells[0]) \(cells[1]) \(cells[2]) \(cells[3]) \(cells[9])"
      }
    }
    #expect(try pairs(other) == pairs(scratch))
  }

  @Test func oneGalaxyIsLabelled() throws {
    #expect(try scratch.ahunt("classes", "add", "ordinary", "--interest", "0").status == 0)
    let known = try scratch.ahunt("status", "--format", "json").json()
    #expect(known["answers"] as? Int == 0)
    let id = SimulatedHunt.someID
    let near = try scratch.ahunt("labels", "label", id, "ordinray")
    #expect(near.status == 1)
    #expect(
      near.error.contains("there is ordinary; --new makes a class of its own"), "\(near.error)")
    #expect(try scratch.ahunt("labels", "label", id, "polar ring").status == 1)
    #expect(try scratch.ahunt("labels", "label", "nowhere", "ordinary").status == 1)
    #expect(try scratch.ahunt("status", "--format", "json").json()["answers"] as? Int == 0)
    let made = try json("labels", "label", id, "polar ring", "--new", "--annotator", "ann")
    #expect(made["newClasses"] as? [String] == ["polar ring"] && made["changed"] as? Bool == true)
    let label = try #require((made["labels"] as? [[String: Any]])?.first)
    #expect(label["class"] as? String == "polar ring" && label["annotator"] as? String == "ann")
    let again = try json("labels", "label", id, "Ordinary", "--annotator", "ann")
    #expect((again["labels"] as? [[String: Any]])?.first?["class"] as? String == "ordinary")
    #expect(
      try json("labels", "label", id, "ordinary", "--annotator", "ann")["changed"] as? Bool == false
    )
    let history = try #require(try json("labels", "history")["labels"] as? [[String: Any]])
    #expect(history.map { $0["kind"] as? String } == ["answer", "retraction", "answer"])
  }

  /// Without a terminal too.
  @Test func questionsAreAnsweredInPlainText() throws {
    #expect(try scratch.ahunt("classes", "add", "ring").status == 0)
    let run = try AHuntProcess.run(
      ["review", "--plain", "--annotator", "ann"], in: scratch.folder,
      input: "ring\nskip\nundo\nnote a bridge\nnew lens\nquit\n",
      environment: ["AHUNT_WORKSPACE": workspace])
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("\(asked[0]), 6 questions left"))
    #expect(run.output.contains("Took back: \(asked[1]) was skipped."))
    #expect(!run.output.contains("\u{1B}"))
    #expect(run.output.contains("2 answered, 0 skipped, 1 taken back; 4 still open"))
    let result = try json("review", "--plain", input: "ring\n")
    #expect(result["answered"] as? Int == 1 && result["remaining"] as? Int == 3)
  }

  /// What was answered before is asked in plain text by the same rules as at the prompt.
  @Test func whatIsAskedAgainIsAnsweredInPlainText() throws {
    try answer(asked.prefix(3).map { ($0, "ring") }, by: "ann")
    try answer(asked.prefix(3).map { ($0, "lens") }, by: "bob")
    func settle(_ input: String, _ arguments: String...) throws -> AHuntProcess {
      try AHuntProcess.run(
        ["review", "--plain", "--annotator", "cid"] + arguments, in: scratch.folder, input: input,
        environment: ["AHUNT_WORKSPACE": workspace])
    }
    // The first is skipped and comes back; the second is answered twice.
    let run = try settle("skip\nlens\nundo\nring\nlens\nring\n", "--disagreements")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("Asked because: ann says ring, bob says lens"))
    #expect(run.output.contains("3 questions left") && run.output.contains("No question is left."))
    #expect(run.output.contains("3 answered, 0 skipped, 1 taken back"), "\(run.output)")
    let labels = try #require(try json("labels", "export")["labels"] as? [[String: Any]])
    // In the order in which they were said.
    #expect(
      labels.map { $0["class"] as? String } == ["ring", "lens", "ring"], "\(run.output)")
    // Whoever has had the last word is not asked again.
    let none = try settle("", "--disagreements")
    #expect(none.status == 2 && none.error.contains("disagree"), "\(none.output) \(none.error)")
    // What is asked to be compared changes no label.
    let compared = try settle("lens\nlens\nlens\nquit\n", "--reask", "1", "--round", "1")
    #expect(compared.status == 0, "\(compared.error)")
    #expect(try scratch.ahunt("review", "--plain", "--sheet").status == 64)
    // Somebody skipped a galaxy that has a class: it is not among the skipped.
    try answer([(asked[0], "")], by: "dan")
    #expect(try json("status")["skipped"] as? Int == 0)
  }
}
