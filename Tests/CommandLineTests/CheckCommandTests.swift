import Foundation
import Store
import Testing
import Vocabulary

/// Damage to a hunt: what it is called, what is found, and what is dropped.
@Suite(.serialized) struct CheckCommandTests {
  private func workspace(_ scratch: Scratch) -> URL {
    scratch.folder.appendingPathComponent("hunt")
  }

  private func damaged(_ sql: String) throws -> Scratch {
    let hunt = try SimulatedHunt.shared.get().copy()
    try Damage.change(sql, in: workspace(hunt))
    return hunt
  }

  private func run(_ arguments: [String], in scratch: Scratch) throws -> AHuntProcess {
    try AHuntProcess.run(
      arguments, in: scratch.folder, environment: ["AHUNT_WORKSPACE": workspace(scratch).path])
  }

  @Test func aSoundHuntIsSaidToBeInOneLine() throws {
    let hunt = try SimulatedHunt.shared.get().copy()
    for arguments in [["check"], ["check", "--deep"], ["check", "--deep", "--repair"]] {
      let text = try run(arguments, in: hunt)
      #expect(text.status == 0, "\(text.output) \(text.error)")
      #expect(text.output.hasPrefix("all is well: 60 galaxies"))
      #expect(text.output.split(separator: "\n").count == 1)
      let json = try run(arguments + ["--format", "json"], in: hunt).json()
      #expect((json["problems"] as? [Any])?.isEmpty == true)
      #expect(json["healthy"] as? Bool == true && json["galaxies"] as? Int == 60)
      #expect((json["dropped"] as? [String: Any])?.isEmpty == true)
    }
    let doctor = try run(["doctor", "--format", "json"], in: hunt).json()
    #expect((doctor["problems"] as? [Any])?.isEmpty == true)
    #expect((doctor["hunt"] as? String)?.hasSuffix("hunt") == true)
  }

  /// A vector of galaxy 7 with a number in it that can't be, as its digest is not known.
  private func spoiled(by number: String) throws -> Scratch {
    let hunt = try SimulatedHunt.shared.get().copy()
    let store = try HuntStore.open(
      at: workspace(hunt).appendingPathComponent("hunt.sqlite").path)
    let model = try #require(try store.latestModelID(kind: .embedder))
    let length = try #require(try store.embedding(model: model, galaxy: 7)).count
    try store.close()
    let vector = number + String(repeating: "00", count: 4 * (length - 1))
    try Damage.change(
      "UPDATE embedding SET vector = x'\(vector)', digest = NULL WHERE galaxy = 7",
      in: workspace(hunt))
    return hunt
  }

  /// NaN, and 10³⁴, whose square no number holds.
  @Test(arguments: ["0000c07f", "df84f677"])
  func aNumberThatIsNoneEndsNoCommandByASignalAndIsMended(number: String) throws {
    let hunt = try spoiled(by: number)
    for arguments in [["rank"], ["round"], ["similar", "sim5-000001"], ["score"]] {
      let run = try run(arguments, in: hunt)
      // Scores are there already, so nothing reads the vector.
      if arguments == ["score"] { continue }
      #expect(run.status == 1, "\(arguments): \(run.status) \(run.error)")
      #expect(run.output.isEmpty)
      #expect(
        run.error.contains("galaxy 7 in the table embedding holds a number that is not finite"),
        "\(run.error)")
      #expect(run.error.contains("`ahunt check`"))
    }
    let found = try run(["check", "--format", "json"], in: hunt)
    #expect(found.status == 1)
    let problems = try #require(try found.json()["problems"] as? [[String: Any]])
    #expect(problems.count == 1 && problems[0]["table"] as? String == "embedding")
    #expect((problems[0]["row"] as? String)?.contains("galaxy 7") == true)
    #expect((problems[0]["remedy"] as? String)?.contains("--repair") == true)

    let repaired = try run(["check", "--repair"], in: hunt)
    #expect(repaired.status == 0, "\(repaired.output) \(repaired.error)")
    #expect(repaired.output.contains("dropped from the table embedding: 1 row"))
    #expect(repaired.output.contains("dropped from the table score: 4 rows"))
    #expect(try run(["check"], in: hunt).status == 0)
    #expect(try run(["embed", "--format", "json"], in: hunt).json()["written"] as? Int == 1)
    #expect(try run(["score"], in: hunt).status == 0)
    #expect(try run(["rank"], in: hunt).status == 0)
  }

  @Test func weightsThatChangedAreNotWorkedWith() throws {
    let hunt = try damaged(
      "UPDATE model SET weights = zeroblob(length(weights)); DELETE FROM embedding")
    for arguments in [["embed"], ["sample", "--output", "s.png"], ["report", "classifier"]] {
      let run = try run(arguments, in: hunt)
      #expect(run.status == 1, "\(arguments)")
      #expect(
        run.error.contains("in the table model are not what was stored there"), "\(run.error)")
    }
    for arguments in [["check"], ["doctor"]] {
      let run = try run(arguments, in: hunt)
      #expect(run.status == 1 && run.output.contains("the weights changed"), "\(run.output)")
    }
  }

  @Test func pixelsThatChangedAreFoundAndMendedByTheirCatalog() throws {
    let hunt = try damaged(
      """
      UPDATE cutout SET pixels = zeroblob(length(pixels)) WHERE galaxy IN (3, 4);
      DELETE FROM embedding; DELETE FROM score; DELETE FROM shape
      """)
    let embed = try run(["embed"], in: hunt)
    #expect(embed.status == 1)
    #expect(embed.error.contains("the pixels of galaxy 3 in the table cutout"), "\(embed.error)")
    #expect(try run(["check"], in: hunt).status == 0, "the usual check leaves pixels alone")
    let deep = try run(["check", "--deep", "--repair", "--format", "json"], in: hunt)
    #expect(deep.status == 1)
    let problems = try #require(try deep.json()["problems"] as? [[String: Any]])
    #expect(problems.count == 2, "\(problems)")
    #expect(problems.allSatisfy { ($0["remedy"] as? String)?.contains("--replace") == true })
    #expect(try run(["doctor"], in: hunt).status == 1)
    try hunt.moveCatalog()
    #expect(try run(["import", "sky", "--replace"], in: hunt).status == 0)
    #expect(try run(["check", "--deep"], in: hunt).status == 0)
    #expect(try run(["embed"], in: hunt).status == 0)
  }

  @Test func twoPeoplesAnswersToOneRoundAreAllKept() throws {
    let hunt = try SimulatedHunt.shared.get().copy()
    for name in ["ring", "merger"] {
      #expect(try run(["classes", "add", name], in: hunt).status == 0)
    }
    #expect(try run(["round", "--size", "40"], in: hunt).status == 0)
    let ids = try galaxies(asked: hunt)
    var running: [RunningProcess] = []
    for (who, name) in [("ann", "ring"), ("bob", "merger")] {
      try hunt.write(ids.map { "\($0),\(name)\n" }.joined(), to: "\(who).csv")
    }
    for who in ["ann", "bob"] {
      running.append(
        try AHuntProcess.start(
          ["review", "--answers", "\(who).csv", "--annotator", who, "--format", "json"],
          in: hunt.folder, environment: ["AHUNT_WORKSPACE": workspace(hunt).path]))
    }
    for each in running {
      let run = try each.wait()
      #expect(run.status == 0, "\(run.error)")
      #expect(try run.json()["answered"] as? Int == ids.count)
    }
    let log = try #require(
      try run(["labels", "history", "--format", "json"], in: hunt).json()["labels"]
        as? [[String: Any]])
    for who in ["ann", "bob"] {
      let own = log.filter { $0["annotator"] as? String == who }
      #expect(own.compactMap { $0["objectID"] as? String } == ids)
    }
    #expect(log.count == 2 * ids.count)
  }

  private func galaxies(asked hunt: Scratch) throws -> [String] {
    let store = try HuntStore.open(
      at: workspace(hunt).appendingPathComponent("hunt.sqlite").path)
    defer { try? store.close() }
    let record = try #require(try store.hunts().first)
    return try store.openQuestions(hunt: record.id).map(\.objectID)
  }
}
