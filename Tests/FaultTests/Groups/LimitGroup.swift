import Evaluation
import Foundation
import GRDB
import TestSupport

/// A command under a limit of the system's, or in a hunt whose clock was ahead.
struct LimitGroup: FaultGroup {
  let name = "limits"
  let weight = 1.5
  let short = 8
  let count = Int.max

  private static let commands: [WritingCommand] =
    WritingCommand.all.filter { $0.hunt != .whole } + [
      WritingCommand("status --format json", .bySteps),
      WritingCommand("labels export", .bySteps),
      WritingCommand("labels history --format json", .bySteps),
      WritingCommand("similar G0001 --format json", .bySteps),
      WritingCommand("report all --output out", .bySteps, isSlow: true),
      WritingCommand("check --deep", .bySteps),
      WritingCommand("doctor", .bySteps, isSlow: true),
    ]

  private enum Limit: CaseIterable {
    case descriptors, fileSize, time, stack, memory, clock
  }

  func run(
    _ number: Int, _ random: inout SeededGenerator, in world: FaultWorld
  ) throws -> Outcome {
    let isLong = world.settings.isLong
    let command = Self.commands.drawn(isLong: isLong, slowOnceIn: 6, &random)
    let expected = try Expected.of(command, in: world)
    let place = try command.place(in: world)
    var launch = place.launch(command.arguments)
    var words = ""
    // A limit on time or memory may end a program in the middle; nothing may be lost by it.
    var mayEnd: Set<Int32> = []
    switch Limit.allCases[number % Limit.allCases.count] {
    case .descriptors:
      words = "ulimit -n \(Int.random(in: 6...40, using: &random))"
    case .fileSize:
      // What is said goes into a file too, so there is always room for a sentence.
      words = "ulimit -f \([8, 40, 200, 1000, 5000, 20_000].randomElement(using: &random)!)"
    case .time:
      words = "ulimit -t 1"
      mayEnd = [SIGXCPU, SIGKILL]
    case .stack:
      words = "ulimit -s \([1024, 2048, 4096, 65_536].randomElement(using: &random)!)"
    case .memory:
      let megabytes = command.isSlow ? [6000, 10_000, 20_000] : [600, 1000, 2000, 6000]
      words = "ulimit -v \(megabytes.randomElement(using: &random)! * 1024)"
      mayEnd = [SIGABRT, SIGTRAP, SIGILL, SIGSEGV]
    case .clock:
      words = "clock set back"
      try setBack(place, &random)
    }
    if words.hasPrefix("ulimit") { launch.before = words }
    let what = "`\(command.name)`, \(words)"
    let before = try place.file.answers()
    let ending = try launch.run()
    let wasEnded =
      switch ending.cause {
      case .signal(let signal): mayEnd.contains(signal)
      case .exit(let status): status == 130 && mayEnd.contains(SIGXCPU)
      case .hang: false
      }
    if !wasEnded, let fault = ending.fault() { return Outcome(what: what, verdict: .wrong(fault)) }
    if words.contains("-n"), ending.errorText.lowercased().contains("permission") {
      return Outcome(what: what, verdict: .wrong("blames permissions: \(ending.sentence)"))
    }
    if let problem = try place.file.problems().first {
      return Outcome(what: what, verdict: .wrong("left damaged: \(problem)"))
    }
    guard try place.file.keeps(before) else {
      return Outcome(what: what, verdict: .wrong("answers are lost"))
    }
    if ending.isDone, !words.hasPrefix("clock"),
      let difference = HuntFile.difference(try place.file.state(), expected.after)
    {
      return Outcome(what: what, verdict: .wrong("exit 0 with other results: \(difference)"))
    }
    return Outcome(what: what, verdict: ending.isDone ? .survived : .refused)
  }

  /// What was stored before the clock was set back is later than now.
  private func setBack(_ place: Workplace, _ random: inout SeededGenerator) throws {
    let date = ["2999-12-31T23:59:59Z", "9999-12-31T23:59:59.999Z", "2038-01-19T03:14:08Z"]
      .randomElement(using: &random)!
    guard place.file.exists else { return }
    try place.file.open { db in
      let trigger = try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'answerIsNeverUpdated'")
      try db.execute(sql: "DROP TRIGGER answerIsNeverUpdated")
      for table in ["catalog", "hunt", "class", "round", "model", "evaluation", "checkpoint"] {
        try db.execute(sql: "UPDATE \"\(table)\" SET createdAt = ?", arguments: [date])
      }
      try db.execute(sql: "UPDATE answer SET answeredAt = ?", arguments: [date])
      if let trigger { try db.execute(sql: trigger) }
    }
  }
}
