import Foundation
import Testing

/// What the reports of the real program say of answers, rules and sisters.
@Suite struct AnswersReportTests {
  private func json(_ scratch: Scratch, _ name: String) throws -> [String: Any] {
    let file = scratch.folder.appendingPathComponent("hunt/Reports/\(name).json")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  private func page(_ scratch: Scratch, _ name: String) throws -> String {
    try String(
      contentsOf: scratch.folder.appendingPathComponent("hunt/Reports/\(name).html"),
      encoding: .utf8)
  }

  @Test func theHuntTellsWhatIsNewAndWhatIsInDoubt() throws {
    let scratch = try SimulatedHunt.shared.get().answered(2)
    #expect(try scratch.ahunt("report", "hunt", "--resamples", "20").status == 0)
    var said = try json(scratch, "hunt")
    #expect(said["changes"] == nil)
    #expect((said["facts"] as? [String: String])?["Data"]?.contains("60 galaxies, digest ") == true)
    #expect((said["classes"] as? [[String: Any]])?.first?["weight"] as? Double == 1)
    // The sky's catalog knows no rings.
    #expect((said["byRound"] as? [Any])?.isEmpty == true)
    #expect(try page(scratch, "hunt").contains("be told round by round"))
    #expect(try page(scratch, "hunt").contains("From one galaxy to another"))

    // Bob sees the first otherwise, and answers one more.
    let asked = try SimulatedHunt.shared.get().asked()
    let run = try AHuntProcess.run(
      ["review", "--answers", "-", "--annotator", "bob"], in: scratch.folder,
      input: "\(asked[0]),plain\n\(asked[2]),plain\n",
      environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
    #expect(run.status == 0, "\(run.error)")
    #expect(try scratch.ahunt("report", "hunt", "--resamples", "20").status == 0)
    said = try json(scratch, "hunt")
    let changes = try #require(said["changes"] as? [String: Any])
    func names(_ key: String) -> [String?] {
      (changes[key] as? [[String: Any]] ?? []).map { $0["objectID"] as? String }
    }
    #expect(names("added") == [asked[2]] && names("changed") == [asked[0]])
    #expect(
      (said["disagreements"] as? [[String: Any]])?.map { $0["objectID"] as? String } == [asked[0]])
    let html = try page(scratch, "hunt")
    #expect(html.contains("Since the last report") && html.contains("bob: plain"))
  }

  @Test func theClassifierStandsBesideRulesAndSisters() throws {
    let scratch = try SimulatedHunt.shared.get().copy()
    let run = try scratch.ahunt(
      "train", "classifier", "--epochs", "1", "--seed", "9", "--dropout", "0")
    #expect(run.status == 0, "\(run.error)")
    #expect(try scratch.ahunt("report", "classifier", "--resamples", "20").status == 0)
    let said = try json(scratch, "classifier")
    let rules = try #require(said["baselines"] as? [[String: Any]])
    #expect(
      rules.map { $0["name"] as? String } == [
        "Nearest neighbour in pixels", "Nearest neighbour in the embedding",
      ])
    #expect(rules.allSatisfy { (0...1).contains($0["accuracy"] as? Double ?? -1) })
    let sisters = try #require(said["variants"] as? [[String: Any]])
    #expect(sisters.map { $0["isReported"] as? Bool } == [false, true])
    let differences = try #require(sisters[0]["differences"] as? [[String: String]])
    #expect(differences.map { $0["name"] } == ["dropout", "seed"])
    #expect(differences.map { $0["here"] } == ["0", "9"])
    let settings = try #require(said["settings"] as? [String: String])
    #expect(settings["dropout"] == "0" && settings["run.data"] != nil)
    #expect(said["trainingSeconds"] as? Double ?? 0 > 0)
  }
}
