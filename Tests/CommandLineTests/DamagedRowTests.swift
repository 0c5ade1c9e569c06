import Foundation
import Testing

/// A row that a bad disk changed: every command says which, and none ends by a signal.
@Suite struct DamagedRowTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let sql: String
    let commands: [[String]]
    let words: String

    init(_ sql: String, _ commands: String..., says words: String) {
      self.sql = sql
      self.commands = commands.map { $0.split(separator: " ").map(String.init) }
      self.words = words
    }

    var testDescription: String { sql }
  }

  @Test(arguments: [
    Case(
      "UPDATE hunt SET name = NULL", "status", "classes list", "labels export",
      says: "row 1 of the table hunt is damaged: name is NULL"),
    Case("DELETE FROM hunt", "status", "rank", says: "the row of the hunt is gone"),
    Case("UPDATE hunt SET goal = x'ff'", "status", says: "table hunt is damaged: goal is 1 bytes"),
    Case(
      "UPDATE catalog SET name = NULL", "status", says: "table catalog is damaged: name is NULL"),
    Case(
      "UPDATE catalog SET recipe = '{'", "status", says: "row 1 of the table catalog holds \"{\""),
    Case(
      "UPDATE galaxy SET objectID = x'00' WHERE id = 7", "rank --top 60",
      says: "row 7 of the table galaxy is damaged: objectID"),
    Case(
      "UPDATE galaxy SET ra = 'east' WHERE id = 7", "rank --top 60",
      says: "row 7 of the table galaxy is damaged: ra is \"east\""),
    Case(
      "UPDATE galaxy SET attributes = '[' WHERE id = 7", "rank --top 60",
      says: "row 7 of the table galaxy holds \"[\" as attributes"),
    Case(
      "UPDATE galaxy SET source = CAST(x'ff41' AS TEXT) WHERE id = 7", "rank --top 60",
      says: "row 7 of the table galaxy is damaged: source is no UTF-8 text"),
    Case(
      "UPDATE cutout SET width = 4611686018427387904", "rank --contact-sheet sheet.png",
      says: "of the table cutout is damaged: width is 4611686018427387904"),
    Case(
      "UPDATE cutout SET width = -64", "rank --contact-sheet sheet.png",
      says: "of the table cutout is damaged: width is -64"),
    Case(
      "UPDATE cutout SET height = 100000, width = 100000", "rank --contact-sheet sheet.png",
      says: "of the table cutout is damaged: length(pixels) is 12288"),
    Case(
      "UPDATE cutout SET pixels = x'0102'", "rank --contact-sheet sheet.png",
      says: "of the table cutout is damaged: length(pixels) is 2"),
    Case(
      "UPDATE cutout SET pixels = NULL", "rank --contact-sheet sheet.png",
      says: "of the table cutout is damaged: length(pixels) is NULL"),
    Case(
      "UPDATE model SET kind = 'oracle' WHERE id = 1", "status", "models list",
      says: "row 1 of the table model holds \"oracle\" as kind"),
    Case(
      "UPDATE model SET config = NULL WHERE id = 2", "status",
      says: "row 2 of the table model is damaged: config is NULL"),
    Case(
      "UPDATE model SET weights = 'text' WHERE id = 1", "models export 1 --output m.safetensors",
      says: "row 1 of the table model is damaged: weights is \"text\""),
    Case(
      "UPDATE embedding SET vector = NULL WHERE galaxy = 9", "rank", "round",
      says: "row 9 of the table embedding is damaged: vector is NULL"),
    Case(
      "UPDATE embedding SET vector = x'00000000' WHERE galaxy = 9", "rank",
      says: "not 1"),
    Case(
      "UPDATE embedding SET vector = x'000000' WHERE galaxy = 1", "rank",
      says: "row 1 of the table embedding is damaged: length(vector) is 3"),
    Case(
      "UPDATE score SET value = 'much' WHERE galaxy = 5", "rank --by fusion",
      says: "row 5 of the table score is damaged: value is \"much\""),
    Case(
      "UPDATE score SET value = 9e999 WHERE galaxy = 5", "rank --by fusion",
      says: "row 5 of the table score is damaged: value is inf"),
    Case(
      "UPDATE class SET name = NULL", "classes list", "rank",
      says: "row 1 of the table class is damaged: name is NULL"),
    Case(
      "UPDATE class SET interest = 1e300", "classes list", "rank",
      says: "row 1 of the table class is damaged: interest is 1e+300"),
    Case(
      "UPDATE question SET probabilities = '{' WHERE position = 2", "report hunt",
      says: "row 2 of the table question holds \"{\" as probabilities"),
    Case(
      "UPDATE question SET score = NULL WHERE position = 2", "report hunt",
      says: "row 2 of the table question is damaged: score is NULL"),
    Case(
      "UPDATE round SET arms = NULL", "report hunt",
      says: "row 1 of the table round is damaged: arms is NULL"),
    Case(
      "UPDATE answer SET kind = 'doubt' WHERE id = 1", "labels history",
      says: "row 1 of the table answer holds \"doubt\" as kind"),
    Case(
      "UPDATE answer SET annotator = NULL WHERE id = 1", "labels history", "labels export",
      says: "row 1 of the table answer is damaged: annotator is NULL"),
    Case(
      "UPDATE answer SET dwell = 'long' WHERE id = 1", "labels history",
      says: "row 1 of the table answer is damaged: dwell is \"long\""),
  ])
  func aDamagedRowIsNamed(_ given: Case) throws {
    let scratch = try Self.answered.get().copy()
    try Damage.run(given.sql, in: scratch.folder.appendingPathComponent("hunt"))
    for command in given.commands {
      let run = try AHuntProcess.run(
        command, in: scratch.folder,
        environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
      #expect(run.status == 1, "\(command): \(run.status) \(run.error.prefix(300))")
      #expect(run.error.contains(given.words), "\(command): \(run.error.prefix(300))")
      #expect(!run.error.contains("Fatal"), "\(run.error.prefix(300))")
      #expect(run.error.contains("ahunt check --deep") || given.words == "not 1")
    }
  }

  /// What points at a galaxy that is not there ends a report with a sentence.
  @Test func aVectorOfNoGalaxyIsSaid() throws {
    let scratch = try Self.answered.get().copy()
    let hunt = scratch.folder.appendingPathComponent("hunt")
    try Damage.run("UPDATE galaxy SET id = -1 WHERE id = 7", in: hunt)
    let run = try AHuntProcess.run(
      ["report", "hunt", "--resamples", "20", "--output", "out"], in: scratch.folder,
      environment: ["AHUNT_WORKSPACE": hunt.path])
    #expect(run.status == 1 && run.signal == nil, "\(run.error)")
    #expect(run.error.contains("7") && !run.error.contains("Fatal"), "\(run.error)")
  }

  /// The shared hunt with a class and two answers, made once.
  private static let answered = Result { try SimulatedHunt.shared.get().answered() }
}
