import Foundation
import Testing

/// Answers from a file, and what changes after them.
@Suite(.serialized) struct ReviewCommandTests {
  let scratch: Scratch
  let asked: [String]

  init() throws {
    let hunt = try SimulatedHunt.shared.get()
    scratch = try hunt.copy()
    let questions = try #require(try hunt.answer("round")["questions"] as? [[String: Any]])
    asked = questions.compactMap { $0["objectID"] as? String }
  }

  @Test func answersAreCountedAndChangeTheRanking() throws {
    let before = try scratch.ahunt("rank", "--top", "20", "--format", "json").output
    #expect(try scratch.ahunt("classes", "add", "ordinary", "--interest", "0").status == 0)
    try scratch.write(
      "\(asked[0]),odd\n\(asked[1]),ordinary\n\(asked[2]),\n\(asked[3]),odd\n", to: "answers.csv")
    let run = try scratch.ahunt(
      "review", "--answers", "answers.csv", "--annotator", "hubble", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let answer = try run.json()
    #expect(answer["answered"] as? Int == 3)
    #expect(answer["skipped"] as? Int == 1)
    #expect(answer["undone"] as? Int == 0)
    #expect(answer["remaining"] as? Int == 2)

    let classes = try #require(
      try scratch.ahunt("classes", "list", "--format", "json").json()["classes"]
        as? [[String: Any]])
    #expect(classes.map { $0["name"] as? String } == ["ordinary", "odd"])
    #expect(classes.map { $0["answers"] as? Int } == [1, 2])
    #expect(classes.map { $0["interest"] as? Double } == [0, 1])

    let after = try scratch.ahunt("rank", "--top", "20", "--format", "json").output
    #expect(before != after)
    let labels = try #require(
      try scratch.ahunt("labels", "export", "--format", "json").json()["labels"]
        as? [[String: Any]])
    #expect(labels.map { $0["objectID"] as? String } == [asked[0], asked[1], asked[3]])
    #expect(labels.allSatisfy { $0["annotator"] as? String == "hubble" })
  }

  @Test func whoeverHuntsSomethingDoesNotHuntWhatAFileNamesBesides() throws {
    #expect(try scratch.ahunt("classes", "add", "odd").status == 0)
    try scratch.write("\(asked[0]),odd\n\(asked[1]),plain\n", to: "answers.csv")
    let run = try scratch.ahunt("review", "--answers", "answers.csv")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("ahunt classes weigh \"plain\" 1"))
    try scratch.write("object_id,class\n\(asked[2]),dull\n", to: "labels.csv")
    #expect(try scratch.ahunt("labels", "import", "labels.csv").status == 0)
    let classes = try #require(
      try scratch.ahunt("classes", "list", "--format", "json").json()["classes"]
        as? [[String: Any]])
    #expect(classes.map { $0["name"] as? String } == ["odd", "plain", "dull"])
    #expect(classes.map { $0["interest"] as? Double } == [1, 0, 0])
  }

  @Test func standardInputAnswersToo() throws {
    let run = try scratch.ahunt(
      "review", "--answers", "-", "--format", "json", input: "\(asked[5]),odd\n")
    #expect(run.status == 0, "\(run.error)")
    #expect(try run.json()["answered"] as? Int == 1)
  }

  /// Every wrong line is told, and the others are recorded.
  @Test func wrongLinesCostThemselvesAlone() throws {
    try scratch.write(
      "\(asked[0]),odd\nno-such-galaxy,odd\n\n\(asked[1])\n\(asked[2]),a=b\n\(asked[3]),odd\n",
      to: "answers.csv")
    let strict = try scratch.ahunt("review", "--answers", "answers.csv", "--strict")
    #expect(strict.status == 1 && strict.output.isEmpty)
    #expect(strict.error.contains("nothing was recorded"), "\(strict.error)")
    let run = try scratch.ahunt("review", "--answers", "answers.csv", "--format", "json")
    #expect(run.status == 1)
    for error in [strict.error, run.error] {
      #expect(
        error.contains("answers.csv:2: no-such-galaxy is not among the questions"), "\(error)")
      #expect(error.contains("answers.csv:4: expected objectID,class but found 1 field"))
      #expect(error.contains("answers.csv:5: a class is a name without ="))
    }
    #expect(run.error.contains("3 lines of answers.csv could not be recorded; 2 answers were"))
    let rejected = try #require(try run.json()["rejected"] as? [[String: Any]])
    #expect(rejected.map { $0["line"] as? Int } == [2, 4, 5])
    #expect(try run.json()["answered"] as? Int == 2)
    let status = try scratch.ahunt("status", "--format", "json").json()
    #expect(status["answers"] as? Int == 2)
  }

  /// Also within one file, and in the form that catalogs have.
  @Test func aLaterLineCorrects() throws {
    try scratch.write(
      "objID;label;weight\n\(asked[0]);odd;1\n\(asked[1]);odd;2\n\(asked[0]);plain;3\n",
      to: "answers.csv")
    let run = try scratch.ahunt("review", "--answers", "answers.csv", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    #expect(try run.json()["corrected"] as? Int == 1)
    let again = try scratch.ahunt(
      "review", "--answers", "-", "--format", "json",
      input: "\(asked[1])\tplain\n\(asked[0])\tplain\n")
    #expect(again.status == 0, "\(again.error)")
    #expect(try again.json()["corrected"] as? Int == 1)
    #expect(try again.json()["answeredBefore"] as? Int == 1)
    let labels = try #require(
      try scratch.ahunt("labels", "export", "--format", "json").json()["labels"]
        as? [[String: Any]])
    #expect(labels.map { $0["class"] as? String } == ["plain", "plain"])
    #expect(labels.allSatisfy { $0["ra"] is Double && $0["catalog"] is String })
  }

  @Test func roundsEndWhenEverythingWasAsked() throws {
    let all = try scratch.ahunt("round", "--size", "1000", "--format", "json")
    #expect(all.status == 0, "\(all.error)")
    let questions = try #require(try all.json()["questions"] as? [[String: Any]])
    #expect(questions.count == SimulatedHunt.count - asked.count)
    let names = Set(questions.compactMap { $0["objectID"] as? String })
    #expect(names.isDisjoint(with: asked))
    let more = try scratch.ahunt("round")
    #expect(more.status == 2, "\(more.error)")
    #expect(more.output.isEmpty)
  }

  @Test func labelsGoOutAndComeBack() throws {
    try scratch.write("object_id,class\n\(asked[0]),odd\n\(asked[1]),spiral\n", to: "labels.csv")
    let first = try scratch.ahunt("labels", "import", "labels.csv", "--format", "json")
    #expect(first.status == 0, "\(first.error)")
    #expect(try first.json()["imported"] as? Int == 2)
    let export = try scratch.ahunt("labels", "export", "--output", "Labels/out.csv")
    #expect(export.status == 0, "\(export.error)")
    let again = try scratch.ahunt("labels", "import", "Labels/out.csv", "--format", "json").json()
    #expect(again["imported"] as? Int == 0)
    #expect(again["skipped"] as? Int == 2)
    let text = try String(
      contentsOf: scratch.folder.appendingPathComponent("Labels/out.csv"), encoding: .utf8)
    #expect(text.hasPrefix("object_id,class,annotator,answered_at,round,arm\n"))
    let history = try #require(
      try scratch.ahunt("labels", "history", "--format", "json").json()["labels"]
        as? [[String: Any]])
    #expect(history.count == 2)
  }

  @Test func classesAreRenamedMergedAndWeighed() throws {
    for arguments in [["odd"], ["strange"]] {
      #expect(try scratch.ahunt("classes", "add", arguments[0]).status == 0)
    }
    try scratch.write("\(asked[0]),odd\n\(asked[1]),strange\n", to: "answers.csv")
    #expect(try scratch.ahunt("review", "--answers", "answers.csv").status == 0)
    #expect(try scratch.ahunt("classes", "merge", "odd", "strange").status == 0)
    #expect(try scratch.ahunt("classes", "rename", "strange", "weird").status == 0)
    let run = try scratch.ahunt("classes", "weigh", "weird", "2.5", "--format", "json")
    let classes = try #require(try run.json()["classes"] as? [[String: Any]])
    #expect(classes.count == 1)
    #expect(classes[0]["name"] as? String == "weird")
    #expect(classes[0]["interest"] as? Double == 2.5)
    #expect(classes[0]["answers"] as? Int == 2)
  }
}
