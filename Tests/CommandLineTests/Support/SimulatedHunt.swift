import Foundation
import Testing

/// One small hunt that went through every step, made once for all tests that only read.
final class SimulatedHunt: Sendable {
  /// The folder with the survey `sky` and the workspace `hunt`.
  let scratch: Scratch
  /// The same, where no command ever runs: a command that reads has SQLite's two files come and go.
  private let original: Scratch
  /// What each step answered, by the command's name.
  let answers: [String: String]

  /// The first galaxy.
  static let someID = "sim5-000000"
  /// Galaxies in the survey.
  static let count = 60

  /// The hunt, or what kept it from being made.
  static let shared = Result { try SimulatedHunt() }

  private init() throws {
    scratch = try Scratch()
    var answers: [String: String] = [:]
    let steps: [(name: String, arguments: [String])] = [
      ("init", ["init"]),
      ("simulate", ["simulate", "sky", "--count", String(Self.count), "--seed", "5"]),
      ("import", ["import", "sky"]),
      ("train", ["train", "all", "--epochs", "1"]),
      ("embed", ["embed"]),
      ("score", ["score"]),
      ("round", ["round", "--size", "6"]),
    ]
    for step in steps {
      let run = try Self.run(step.arguments + ["--format", "json"], in: scratch)
      guard run.status == 0 else { throw Failure(step: step.name, error: run.error) }
      answers[step.name] = run.output
    }
    self.answers = answers
    original = try scratch.copy()
  }

  /// A step that didn't end well.
  struct Failure: Error {
    let step: String
    let error: String
  }

  /// The JSON object that a step answered.
  func answer(_ step: String) throws -> [String: Any] {
    let text = try #require(answers[step])
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// Runs `ahunt` in this hunt; only for commands that leave no trace in what others look at.
  func ahunt(_ arguments: String...) throws -> AHuntProcess {
    try Self.run(arguments, in: scratch)
  }

  /// A copy of the workspace, to be changed at will.
  func copy() throws -> Scratch {
    try original.copy()
  }

  private static func run(_ arguments: [String], in scratch: Scratch) throws -> AHuntProcess {
    try AHuntProcess.run(
      arguments, in: scratch.folder,
      environment: [
        "AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path
      ])
  }
}

extension SimulatedHunt {
  /// Object ids that the first round asks about, in order.
  func asked() throws -> [String] {
    let questions = try #require(try answer("round")["questions"] as? [[String: Any]])
    return questions.compactMap { $0["objectID"] as? String }
  }

  /// A copy with a class of interest and some of the first round's questions answered with it.
  func answered(_ count: Int = 2) throws -> Scratch {
    let scratch = try copy()
    let lines = try asked().prefix(count).map { "\($0),ring\n" }.joined()
    for (arguments, input) in [
      (["classes", "add", "ring"], ""),
      (["review", "--answers", "-", "--annotator", "ann"], lines),
    ] {
      let run = try AHuntProcess.run(
        arguments, in: scratch.folder, input: input,
        environment: ["AHUNT_WORKSPACE": scratch.folder.appendingPathComponent("hunt").path])
      guard run.status == 0 else { throw Failure(step: arguments[0], error: run.error) }
    }
    return scratch
  }
}

extension Scratch {
  /// Has a copied hunt know its survey where the copy of that is.
  func moveCatalog() throws {
    try Damage.change(
      "UPDATE catalog SET source = '\(folder.appendingPathComponent("sky").path)'",
      in: folder.appendingPathComponent("hunt"))
  }

  /// A copy of the workspace and the survey.
  func copy() throws -> Scratch {
    let copy = try Scratch()
    for name in ["hunt", "sky"] {
      try FileManager.default.copyItem(
        at: folder.appendingPathComponent(name), to: copy.folder.appendingPathComponent(name))
    }
    return copy
  }
}
