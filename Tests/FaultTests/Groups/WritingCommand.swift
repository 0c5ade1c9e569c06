import Evaluation
import Foundation
import GRDB
import TestSupport

/// A command that writes, and what may be seen of it when it is broken off.
struct WritingCommand: Sendable {
  enum Manner: Sendable {
    /// Everything or nothing.
    case atOnce
    /// What is done is kept; the same command again does the rest.
    case bySteps
  }

  let arguments: [String]
  /// The hunt that it is run on.
  let hunt: ReferenceHunt.Kind
  let manner: Manner
  /// The file that it writes, whole or not at all.
  var output: String?
  /// Whether it costs seconds.
  var isSlow = false
  /// Whether it does its work once more where that is done already.
  var repeats = false
  /// What is done to the copy beforehand.
  var sql: String?
  /// A command that is run beforehand.
  var first: String?

  init(
    _ line: String, on hunt: ReferenceHunt.Kind = .small, _ manner: Manner, output: String? = nil,
    isSlow: Bool = false, repeats: Bool = false, after sql: String? = nil, first: String? = nil
  ) {
    arguments = line.split(separator: " ").map(String.init)
    self.hunt = hunt
    self.manner = manner
    self.output = output
    self.isSlow = isSlow
    self.repeats = repeats
    self.sql = sql
    self.first = first
  }

  var name: String { arguments.joined(separator: " ") }

  /// Every writing command.
  static let all: [WritingCommand] = [
    WritingCommand("init --name faults", on: .none, .bySteps),
    WritingCommand("import {wide} --name far --size 16", on: .bare, .bySteps),
    WritingCommand("import {catalog} --name sky --size 16", on: .small, .bySteps),
    WritingCommand("import {wide} --name sky --size 16 --replace --crop 0.5", on: .wide, .bySteps),
    WritingCommand("labels import labels.csv", .atOnce),
    WritingCommand("review --answers answers.csv --annotator first", .atOnce),
    WritingCommand("classes add late --interest 2", .atOnce),
    WritingCommand("classes rename odd strange", .atOnce),
    WritingCommand("classes merge odd ring", .atOnce),
    WritingCommand("classes weigh odd 7", .bySteps),
    WritingCommand("classes split odd two", .atOnce),
    WritingCommand("round --size 9 --seed 4", .atOnce),
    WritingCommand("round --withdraw", .atOnce),
    WritingCommand("labels label G0001 odd --annotator third", .atOnce),
    WritingCommand("labels rule majority", .bySteps),
    WritingCommand("models import m.safetensors", .atOnce, first: export),
    WritingCommand("models remove 1", .atOnce),
    WritingCommand("labels export --output written.csv", .bySteps, output: "written.csv"),
    WritingCommand("rank --csv written.csv --quiet", .bySteps, output: "written.csv"),
    WritingCommand(
      "rank --top 9 --contact-sheet written.png --quiet", .bySteps, output: "written.png"),
    WritingCommand(
      "models export 1 --output written.safetensors", .bySteps, output: "written.safetensors"),
    WritingCommand("report training --output out", .bySteps),
    WritingCommand("backup written.sqlite --force", .bySteps),
    WritingCommand("embed", .bySteps, isSlow: true, after: "DELETE FROM embedding"),
    WritingCommand(
      "embed", .bySteps, isSlow: true,
      after: "DELETE FROM embedding; DELETE FROM shape; DELETE FROM peak"),
    WritingCommand("score", on: .whole, .bySteps, isSlow: true, after: "DELETE FROM score"),
    WritingCommand("train scorer --epochs 2 --limit 16", .bySteps, isSlow: true, repeats: true),
    WritingCommand("train scorer --epochs 3 --limit 16 --resume", .bySteps, isSlow: true),
    WritingCommand("train classifier --epochs 2 --limit 16 --resume", .bySteps, isSlow: true),
    WritingCommand("train embedder --epochs 2 --limit 8 --resume", .bySteps, isSlow: true),
    WritingCommand(
      "finetune --epochs 1 --start scratch", on: .whole, .bySteps, isSlow: true,
      first: "labels import labels.csv"),
    WritingCommand("report hunt --resamples 20 --output out", .bySteps, isSlow: true),
  ]

  /// A copy of its hunt, with the files that it reads.
  func place(in world: FaultWorld) throws -> Workplace {
    let reference = try world.hunt(hunt)
    let place = try reference.copy()
    if hunt != .none, let sql { try place.file.open { try $0.execute(sql: sql) } }
    if hunt == .small || hunt == .whole {
      let objects = reference.objects
      let asked = reference.asked
      try place.owner.write(asked.map { "\($0),odd\n" }.joined(), to: "answers.csv")
      let labels = objects.enumerated().map { "\($1),\(["odd", "ring", "plain"][$0 % 3])\n" }
      try place.owner.write("object_id,class\n" + labels.joined(), to: "labels.csv")
    }
    if let first = first {
      let words = first.split(separator: " ").map(String.init)
      let ending = try place.launch(words).run()
      guard ending.isDone else { throw ReferenceHunt.Unfit(arguments: words, ending: ending) }
    }
    return place
  }

  /// What gives `models import` something to read.
  private static let export = "models export 1 --output m.safetensors"
}

extension [WritingCommand] {
  /// One of them; of those that cost seconds one in so many, and none in the short form.
  func drawn(
    isLong: Bool, slowOnceIn times: Int, _ random: inout SeededGenerator
  ) -> WritingCommand {
    let isSlow = isLong && Int.random(in: 0..<times, using: &random) == 0
    return filter { $0.isSlow == isSlow }.randomElement(using: &random)!
  }
}
