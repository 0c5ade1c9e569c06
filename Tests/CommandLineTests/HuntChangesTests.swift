import Foundation
import Testing

/// Hunts whose classes change on the way, run by the real command.
@Suite(.serialized) struct HuntChangesTests {
  /// Asks a round and answers it: every third galaxy is odd, every fourth an artifact.
  private func play(_ scratch: Scratch) throws -> [String] {
    let run = try scratch.ahunt("round", "--size", "6", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let questions = try #require(try run.json()["questions"] as? [[String: Any]])
    try answer(scratch, questions.compactMap { $0["objectID"] as? String })
    return questions.map { question in
      ["position", "objectID", "arm", "score", "why"].map { "\(question[$0] ?? "")" }
        .joined(separator: " ")
    }
  }

  private func answer(_ scratch: Scratch, _ asked: [String]) throws {
    let lines = asked.map { id -> String in
      let number = id.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff }
      return "\(id),\(number % 3 == 0 ? "odd" : number % 4 == 0 ? "artifact" : "plain")"
    }
    try scratch.write(lines.joined(separator: "\n"), to: "answers.csv")
    let run = try scratch.ahunt("review", "--answers", "answers.csv", "--annotator", "me")
    #expect(run.status == 0, "\(run.error)")
  }

  /// A copy of the shared hunt with two boring classes.
  private func begun() throws -> Scratch {
    let scratch = try SimulatedHunt.shared.get().copy()
    for name in ["plain", "artifact"] {
      #expect(try scratch.ahunt("classes", "add", name, "--interest", "0").status == 0)
    }
    return scratch
  }

  /// What the shared hunt's first round asks.
  private func firstRound() throws -> [String] {
    let hunt = try SimulatedHunt.shared.get()
    let questions = try #require(try hunt.answer("round")["questions"] as? [[String: Any]])
    return questions.compactMap { $0["objectID"] as? String }
  }

  /// Four rounds, with classes weighed, merged, split and added between them.
  private func hunt(_ scratch: Scratch) throws -> [String] {
    func change(_ arguments: String...) throws {
      let run = try AHuntProcess.run(
        ["classes"] + arguments, in: scratch.folder,
        environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
      #expect(run.status == 0, "\(run.error)")
    }
    try answer(scratch, try firstRound())
    var questions = try play(scratch)
    try change("weigh", "artifact", "0.5")
    questions += try play(scratch)
    try change("merge", "artifact", "plain")
    questions += try play(scratch)
    try change("split", "plain", "other", "--annotator", "me")
    try change("add", "late", "--interest", "2")
    questions += try play(scratch)
    return questions
  }

  @Test func theSameAnswersBringTheSameQuestions() throws {
    let first = try hunt(begun())
    #expect(first.count == 24)
    #expect(Set(first.map { $0.split(separator: " ")[1] }).count == 24)
    #expect(try hunt(begun()) == first)
  }

  @Test func roundsAndRankingsSayWhatIsLeft() throws {
    let scratch = try begun()
    #expect(try scratch.ahunt("rank", "--format", "json").json()["left"] is NSNull)
    try answer(scratch, try firstRound())
    #expect(
      try scratch.ahunt("classes", "add", "wanted", "--interest", "1", "--format", "json").status
        == 0)
    let run = try scratch.ahunt(
      "round", "--size", "10", "--arm", "random=1", "--format", "json")
    let asked = try #require(try run.json()["questions"] as? [[String: Any]])
    try answer(scratch, asked.compactMap { $0["objectID"] as? String })
    let left = try #require(
      try scratch.ahunt("rank", "--format", "json").json()["left"] as? [String: Any])
    #expect(left["drawn"] as? Int ?? 0 >= 10)
    #expect(left["confidence"] as? Double == 0.95)
    let bound = try #require(left["unseenAtMost"] as? Int)
    #expect((0...44).contains(bound))
    #expect((left["sentence"] as? String)?.contains("at most \(bound)") == true)
    #expect(try scratch.ahunt("rank").output.contains("of your kind"))
    #expect(try scratch.ahunt("round", "--adaptive").output.contains("of your kind"))
  }

  @Test func aClassIsSplit() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let asked = try firstRound()
    try scratch.write(asked.map { "\($0),odd" }.joined(separator: "\n"), to: "answers.csv")
    #expect(try scratch.ahunt("review", "--answers", "answers.csv").status == 0)
    let trial = try scratch.ahunt("classes", "split", "odd", "two", "--dry-run", "--format", "json")
    #expect(trial.status == 0, "\(trial.error)")
    #expect(try (trial.json()["classes"] as? [Any])?.count == 1)
    let moved = try #require(try trial.json()["moved"] as? [String])
    #expect((1...3).contains(moved.count))
    let run = try scratch.ahunt(
      "classes", "split", "odd", "two", "--object", asked[0], "--object", asked[1], "--interest",
      "3", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let classes = try #require(try run.json()["classes"] as? [[String: Any]])
    #expect(classes.map { $0["answers"] as? Int } == [4, 2])
    #expect(classes.map { $0["interest"] as? Double } == [1, 3])
    let wrong = try scratch.ahunt("classes", "split", "odd", "three", "--object", asked[0])
    #expect(wrong.status == 1)
    #expect(wrong.error.contains("\(asked[0]) is not labelled odd"))
    try scratch.write("\(asked[2])\n\n\(asked[3])\n", to: "ids.txt")
    #expect(
      try scratch.ahunt("classes", "split", "odd", "three", "--objects", "ids.txt").status == 0)
    #expect(try scratch.ahunt("classes", "split", "odd", "x", "--objects", "none.txt").status == 1)
  }

  @Test func aKeptReplayIsInTheReport() throws {
    let hunt = try SimulatedHunt.shared.get()
    let scratch = try hunt.copy()
    let classes = try #require(try hunt.answer("simulate")["classes"] as? [String: Int])
    let common = classes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2).map(\.key)
    let run = try scratch.ahunt(
      "replay", "--anomaly", common.joined(separator: ","), "--rounds", "3", "--size", "5",
      "--repeats", "2", "--strategy", "ahunt", "--strategy", "adaptive", "--strategy", "knn",
      "--change", "2:weigh=\(common[0]),2", "--keep", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let strategies = try #require(try run.json()["strategies"] as? [[String: Any]])
    let end = try #require(strategies[0]["end"] as? [String: Any])
    #expect((end["foundOfEach"] as? [String: Any])?.count == 2)
    #expect((end["calibration"] as? [String: Any])?["logLoss"] != nil)
    try scratch.write(run.output, to: "replay.json")
    #expect(
      try scratch.ahunt("report", "hunt", "--output", "out", "--resamples", "20").status == 0)
    let page = try String(
      contentsOf: scratch.folder.appendingPathComponent("out/hunt.html"), encoding: .utf8)
    #expect(page.contains("id=\"replay-1-found\"") && !page.contains("id=\"replay-2-found\""))
    #expect(page.contains("3 rounds of 5 questions"))
    let both = try scratch.ahunt(
      "report", "hunt", "--output", "out", "--resamples", "20", "--replay", "replay.json")
    #expect(both.status == 0, "\(both.error)")
    let second = try String(
      contentsOf: scratch.folder.appendingPathComponent("out/hunt.html"), encoding: .utf8)
    #expect(second.contains("id=\"replay-2-found\""))
    let wrong = try scratch.ahunt("report", "hunt", "--replay", "answers.csv")
    #expect(wrong.status == 1 && wrong.error.contains("can't be read"))
    let change = try scratch.ahunt("replay", "--anomaly", common[0], "--change", "soon")
    #expect(change.status == 64 && change.error.contains("'soon' is not a change"))
  }
}
