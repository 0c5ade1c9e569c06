import Foundation
import Testing

/// The whole way on a survey of sixty galaxies: every command's JSON, exit code and files.
@Suite(.serialized) struct WholeWayTests {
  let hunt: SimulatedHunt

  init() throws {
    hunt = try SimulatedHunt.shared.get()
  }

  @Test func simulateCountsItsClasses() throws {
    let answer = try hunt.answer("simulate")
    #expect(answer["count"] as? Int == SimulatedHunt.count)
    let classes = try #require(answer["classes"] as? [String: Int])
    #expect(classes.values.reduce(0, +) == SimulatedHunt.count)
  }

  @Test func importCountsWhatItDid() throws {
    let answer = try hunt.answer("import")
    #expect(answer["catalog"] as? String == "sky")
    #expect(answer["imported"] as? Int == SimulatedHunt.count)
    #expect(answer["skipped"] as? Int == 0)
    #expect((answer["rejected"] as? [Any])?.isEmpty == true)
    #expect(answer["seconds"] as? Double != nil)
  }

  @Test func trainStoresThreeModels() throws {
    let trained = try #require(try hunt.answer("train")["trained"] as? [[String: Any]])
    #expect(trained.compactMap { $0["kind"] as? String } == ["embedder", "scorer", "classifier"])
    for model in trained {
      #expect(model["epochs"] as? Int == 1)
      #expect(model["model"] as? Int != nil)
      #expect((model["imagesPerSecond"] as? Double ?? 0) > 0)
      #expect((model["metrics"] as? [String: Double])?.isEmpty == false)
    }
    let models = try #require(
      try hunt.ahunt("models", "list", "--format", "json").json()["models"] as? [[String: Any]])
    #expect(models.count == 3)
    for key in ["id", "kind", "created", "metrics"] { #expect(models[0][key] != nil, "\(key)") }
  }

  @Test(arguments: ["embed", "score"])
  func fillingReachesEveryGalaxyAndThenNone(_ command: String) throws {
    let first = try hunt.answer(command)
    #expect(first["written"] as? Int == SimulatedHunt.count)
    #expect(first["skipped"] as? Int == 0)
    let again = try hunt.ahunt(command, "--format", "json").json()
    #expect(again["written"] as? Int == 0)
    #expect(again["skipped"] as? Int == SimulatedHunt.count)
  }

  @Test func statusAddsUp() throws {
    let status = try hunt.ahunt("status", "--format", "json").json()
    for key in ["galaxies", "embedded", "scored"] {
      #expect(status[key] as? Int == SimulatedHunt.count, "\(key)")
    }
    #expect((status["catalogs"] as? [Any])?.count == 1)
    #expect((status["models"] as? [Any])?.count == 3)
    #expect(status["rounds"] as? Int == 1)
    #expect(status["openQuestions"] as? Int == 6)
    #expect(status["answers"] as? Int == 0)
    #expect((status["classes"] as? [Any])?.isEmpty == true)
  }

  @Test func roundSaysWhyItAsks() throws {
    let answer = try hunt.answer("round")
    #expect(answer["round"] as? Int == 1)
    let questions = try #require(answer["questions"] as? [[String: Any]])
    #expect(questions.compactMap { $0["position"] as? Int } == Array(1...6))
    #expect(Set(questions.compactMap { $0["objectID"] as? String }).count == 6)
    for question in questions {
      #expect((question["why"] as? String)?.isEmpty == false)
      #expect(question["arm"] as? String != nil)
      #expect(question["score"] as? Double != nil)
    }
  }

  @Test(arguments: [
    "personal", "fusion", "reserve", "reconstruction", "density", "neighbour", "outlier",
  ])
  func rankDescends(_ score: String) throws {
    let answer = try hunt.ahunt("rank", "--by", score, "--top", "10", "--format", "json").json()
    let ranking = try #require(answer["ranking"] as? [[String: Any]])
    #expect(ranking.compactMap { $0["rank"] as? Int } == Array(1...10))
    let scores = ranking.compactMap { $0["score"] as? Double }
    #expect(scores.count == 10 && zip(scores, scores.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(ranking[0]["objectID"] as? String != nil && ranking[0]["ra"] as? Double != nil)
  }

  @Test func rankWritesSheetAndTable() throws {
    let run = try hunt.ahunt("rank", "--top", "5", "--contact-sheet", "top.png", "--csv", "top.csv")
    #expect(run.status == 0, "\(run.error)")
    let folder = hunt.scratch.folder
    let png = try Data(contentsOf: folder.appendingPathComponent("top.png"))
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    let csv = try String(contentsOf: folder.appendingPathComponent("top.csv"), encoding: .utf8)
    #expect(csv.hasPrefix("rank,object_id,"))
    #expect(csv.split(separator: "\n").count == 6)
  }

  @Test func similarLeavesItselfOut() throws {
    let id = "sim5-000003"
    let answer = try hunt.ahunt("similar", id, "--top", "4", "--format", "json").json()
    let neighbours = try #require(answer["neighbours"] as? [[String: Any]])
    #expect(neighbours.count == 4)
    #expect(!neighbours.contains { $0["objectID"] as? String == id })
    let distances = neighbours.compactMap { $0["distance"] as? Double }
    #expect(distances == distances.sorted())
  }

  @Test func sampleIsTheSameForTheSameSeed() throws {
    let folder = hunt.scratch.folder
    for name in ["one.png", "two.png"] {
      let answer = try hunt.ahunt(
        "sample", "--count", "4", "--seed", "9", "--output", name, "--format", "json"
      ).json()
      #expect(answer["count"] as? Int == 4)
      #expect((answer["output"] as? String)?.hasSuffix(name) == true)
    }
    let one = try Data(contentsOf: folder.appendingPathComponent("one.png"))
    #expect(one == (try Data(contentsOf: folder.appendingPathComponent("two.png"))))
    let plain = try hunt.ahunt(
      "sample", "--count", "4", "--seed", "9", "--prior", "plain", "--output", "plain.png",
      "--format", "json"
    ).json()
    #expect(plain["prior"] as? String == "plain")
    // So little training leaves the flow close to the identity: what it does is ModelsTests' matter.
    #expect(FileManager.default.fileExists(atPath: folder.appendingPathComponent("plain.png").path))
  }

  @Test func reportsAreWholeOfflinePages() throws {
    let answer = try hunt.ahunt(
      "report", "all", "--resamples", "20", "--output", "pages", "--format", "json"
    ).json()
    let files = try #require(answer["files"] as? [String])
    #expect(
      files.map { ($0 as NSString).lastPathComponent }
        == ["classifier.html", "training.html", "hunt.html"])
    for file in files {
      let page = try String(contentsOfFile: file, encoding: .utf8)
      #expect(page.hasPrefix("<!DOCTYPE html>") || page.hasPrefix("<!doctype html>"))
      #expect(page.contains("</html>") && page.contains("<svg"))
      #expect(page.firstMatch(of: /(src|href)="https?:[^"]*\.(js|css|png|jpg)"/) == nil)
    }
  }

  @Test(arguments: [
    ["status"], ["rank", "--top", "3"], ["models", "list"], ["classes", "list"], ["doctor"],
    ["labels", "history"],
  ])
  func nothingButTextIsPiped(_ arguments: [String]) throws {
    let run = try AHuntProcess.run(
      arguments + ["--workspace", "hunt"], in: hunt.scratch.folder,
      environment: ["TERM": "xterm-256color"])
    #expect(run.status == 0, "\(run.error)")
    #expect(!(run.output + run.error).contains { $0 == "\u{1B}" || $0 == "\r" })
    #expect(!run.output.isEmpty)
  }

  @Test func trainingResumesWhereItStopped() throws {
    let copy = try hunt.copy()
    #expect(try copy.ahunt("models", "remove", "3").status == 0)
    let run = try copy.ahunt("train", "all", "--epochs", "1", "--resume", "--format", "json")
    #expect(run.status == 0, "\(run.error)")
    let trained = try #require(try run.json()["trained"] as? [[String: Any]])
    let models = trained.compactMap { $0["model"] as? Int }
    #expect(models.prefix(2) == [1, 2] && models[2] > 3)
  }

  @Test func exportedModelComesBackTheSame() throws {
    let copy = try hunt.copy()
    let export = try copy.ahunt("models", "export", "1", "--output", "out/e.safetensors")
    #expect(export.status == 0, "\(export.error)")
    #expect(try copy.ahunt("models", "import", "out/e.safetensors").status == 0)
    for (model, name) in [("1", "a.png"), ("4", "b.png")] {
      #expect(
        try copy.ahunt("sample", "--model", model, "--count", "4", "--output", name).status == 0)
    }
    let pictures = try ["a.png", "b.png"].map {
      try Data(contentsOf: copy.folder.appendingPathComponent($0))
    }
    #expect(pictures[0] == pictures[1])
  }
}
