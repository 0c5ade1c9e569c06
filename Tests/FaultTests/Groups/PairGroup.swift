import Evaluation
import Foundation
import TestSupport

/// Two commands on one hunt at the same time.
struct PairGroup: FaultGroup {
  let name = "pairs"
  let weight = 2.0
  let short = 8
  var count: Int { Self.pairs.count }

  private static let commands: [WritingCommand] =
    WritingCommand.all.filter { $0.hunt == .small && !$0.isSlow } + [
      WritingCommand("review --answers answers.csv --annotator second", .atOnce),
      WritingCommand("import {wide} --name far --size 16", .bySteps),
      WritingCommand("import {catalog} --name sky --size 16 --replace --crop 0.5", .bySteps),
      WritingCommand("status --format json", .bySteps),
      WritingCommand("labels history --format json", .bySteps),
      WritingCommand("similar G0001 --format json", .bySteps),
      WritingCommand("classes add later", .atOnce),
      WritingCommand("check --deep", .bySteps),
      WritingCommand("embed", .bySteps, isSlow: true, after: "DELETE FROM embedding"),
      WritingCommand("train classifier --epochs 1 --limit 16", .bySteps, isSlow: true),
    ]

  /// Pairs of places in the list, spread so that the first few are of many kinds.
  private static let pairs: [(Int, Int)] = {
    var pairs: [(Int, Int)] = []
    for first in commands.indices {
      for second in first..<commands.count { pairs.append((first, second)) }
    }
    var random = SeededGenerator(seed: 15)
    return pairs.shuffled(using: &random)
  }()

  func run(
    _ number: Int, _ random: inout SeededGenerator, in world: FaultWorld
  ) throws -> Outcome {
    let (first, second) = Self.pairs[number]
    let pair = [Self.commands[first], Self.commands[second]]
    let what = pair.map { "`\($0.name)`" }.joined(separator: " and ")
    let isLong = world.settings.isLong
    if !isLong, pair.contains(where: \.isSlow) {
      return Outcome(what: what, verdict: .skipped("it takes seconds"))
    }
    // The one that wants something done beforehand says what the hunt is like.
    let place = try (pair.first { $0.sql != nil || $0.first != nil } ?? pair[0]).place(in: world)
    let answers = try place.file.answers()
    let runs = try pair.map { command in
      let running = try place.launch(command.arguments).start()
      usleep(UInt32.random(in: 0..<60_000, using: &random))
      return running
    }
    let endings = try runs.map { try $0.wait() }
    for (command, ending) in zip(pair, endings) {
      if let fault = ending.fault() {
        return Outcome(what: what, verdict: .wrong("`\(command.name)`: \(fault)"))
      }
    }
    if let problem = try place.file.problems().first {
      return Outcome(what: what, verdict: .wrong("left damaged: \(problem)"))
    }
    guard try Array(place.file.answers().prefix(answers.count)) == answers else {
      return Outcome(what: what, verdict: .wrong("answers are lost"))
    }
    if let fault = try doubled(pair, endings, place) {
      return Outcome(what: what, verdict: .wrong(fault))
    }
    let isRefused = endings.contains { !$0.isDone }
    return Outcome(what: what, verdict: isRefused ? .refused : .survived)
  }

  /// Answers that were taken are there once, and nobody has answered a question twice.
  private func doubled(
    _ pair: [WritingCommand], _ endings: [Ending], _ place: Workplace
  ) throws -> String? {
    var told: [String: Int] = [:]
    for (command, ending) in zip(pair, endings) where command.arguments[0] == "review" {
      let count = ending.text.firstMatch(of: /(\d+) answered/).flatMap { Int($0.1) } ?? 0
      told[command.arguments.last!, default: 0] += ending.isDone ? count : 0
    }
    for (annotator, count) in told {
      let kept = try place.file.answered(by: annotator)
      if kept.count != count {
        return "'\(annotator)' was told \(count), and kept are \(kept.count)"
      }
      let twice = kept.count - Set(kept).count
      if twice > 0 { return "\(twice) questions were answered twice by '\(annotator)'" }
    }
    return nil
  }
}
