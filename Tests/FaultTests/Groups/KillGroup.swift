import Evaluation
import Foundation
import GRDB
import Synchronization
import TestSupport

/// A writing command that gets a signal at a random moment, and the same command again.
struct KillGroup: FaultGroup {
  let name = "kills"
  let weight = 3.0
  let short = 10
  let count = Int.max

  func run(
    _ number: Int, _ random: inout SeededGenerator, in world: FaultWorld
  ) throws -> Outcome {
    if number % 6 == 5 { return try ReviewKill().run(&random, in: world) }
    let isLong = world.settings.isLong
    let command = WritingCommand.all.filter { isLong || $0.hunt != .whole }
      .drawn(isLong: isLong, slowOnceIn: 4, &random)
    let expected = try Expected.of(command, in: world)
    let moment = Double.random(in: 0..<1.1, using: &random)
    let signals = [SIGKILL, SIGKILL, SIGKILL, SIGKILL, SIGTERM, SIGINT, SIGHUP]
    let signal = signals.randomElement(using: &random)!

    let what = "`\(command.name)`, signal \(signal) after \(Int(moment * 100)) % of its time"
    let place = try command.place(in: world)
    let before = try place.file.answers()
    let running = try place.launch(command.arguments).start()
    while running.isRunning, running.seconds < moment * expected.seconds { usleep(500) }
    running.send(signal)
    let ending = try running.wait()
    if let fault = ending.fault() { return Outcome(what: what, verdict: .wrong(fault)) }
    if let fault = try judge(command, place, expected, answers: before) {
      return Outcome(what: what, verdict: .wrong(fault))
    }
    return Outcome(what: what, verdict: .survived)
  }

  /// What is wrong with what is left, or with the same command again; nil when nothing is.
  private func judge(
    _ command: WritingCommand, _ place: Workplace, _ expected: Expected,
    answers: [[DatabaseValue]]
  ) throws -> String? {
    // Looked at in a copy, so that the next run finds what the signal left.
    let left = place.owner.path("left.sqlite")
    try place.file.copy(to: left)
    if let problem = try HuntFile(path: left).problems().first { return "left damaged: \(problem)" }
    guard try HuntFile(path: left).keeps(answers) else { return "answers are lost" }
    let now = try HuntFile(path: left).state()
    if let fault = try half(command.output, place, expected) { return fault }
    if command.manner == .atOnce {
      let isUntouched = HuntFile.difference(now, expected.before) == nil
      let difference = HuntFile.difference(now, expected.after)
      if !isUntouched, let difference { return "half done: \(difference)" }
      if !isUntouched { return try place.launch(command.arguments).run().fault() }
    }
    let again = try place.launch(command.arguments).run()
    if let fault = again.fault() { return "run again, " + fault }
    guard again.isDone else { return "run again, it fails: \(again.sentence)" }
    let wasWhole = HuntFile.difference(now, expected.after) == nil
    if !(command.repeats && wasWhole),
      let difference = HuntFile.difference(try place.file.state(), expected.after)
    {
      return "run again, it ends with other results: \(difference)"
    }
    if let fault = try half(command.output, place, expected) { return "run again, " + fault }
    return try place.file.problems().first.map { "run again, damaged: \($0)" }
  }

  /// A file is written whole or not at all.
  private func half(_ output: String?, _ place: Workplace, _ expected: Expected) throws -> String? {
    guard let output, let data = FileManager.default.contents(atPath: place.owner.path(output))
    else { return nil }
    return data == expected.output
      ? nil : "\(output) has \(data.count) bytes of what it should hold"
  }
}
