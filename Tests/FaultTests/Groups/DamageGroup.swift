import Evaluation
import Foundation
import GRDB
import Synchronization
import TestSupport

/// A damaged copy of a finished hunt, and one command on it.
struct DamageGroup: FaultGroup {
  let name = "damage"
  let weight = 4.0
  let short = 24
  let count = Int.max

  /// What a command says of an undamaged hunt is compared; `{object}` stands for a galaxy's id.
  private static let quick: [[String]] = [
    ["status", "--format", "json"], ["status"], ["classes", "list", "--format", "json"],
    ["labels", "export"], ["labels", "export", "--format", "json"],
    ["labels", "history", "--format", "json"], ["models", "list", "--format", "json"],
    ["rank", "--top", "200", "--format", "json"], ["rank", "--csv", "-", "--top", "30"],
    ["rank", "--by", "density", "--format", "json"], ["rank", "--unlabelled"],
    ["rank", "--top", "9", "--contact-sheet", "sheet.png", "--format", "json"],
    ["similar", "{object}", "--format", "json"], ["round", "--size", "6", "--format", "json"],
    ["classes", "add", "late", "--format", "json"], ["classes", "merge", "odd", "ring"],
    ["classes", "split", "odd", "two", "--dry-run", "--format", "json"],
    ["models", "export", "1", "--output", "model.safetensors"],
    ["review", "--answers", "answers.csv"], ["labels", "import", "labels.csv"],
    ["import", "{catalog}", "--name", "sky"], ["import", "{catalog}", "--name", "more"],
  ]
  private static let slow: [[String]] = [
    ["embed"], ["score"], ["sample", "--count", "2", "--output", "sample.png"],
    ["report", "classifier", "--resamples", "20", "--output", "out"],
    ["report", "hunt", "--resamples", "20", "--output", "out"],
    ["report", "training", "--output", "out"], ["report", "all", "--output", "out"],
    ReferenceHunt.training + ["--resume"],
    ["train", "embedder", "--epochs", "1", "--limit", "8"], ["doctor"],
    ["replay", "--anomaly", "ring", "--rounds", "2", "--size", "5", "--repeats", "1"],
  ]

  func run(
    _ number: Int, _ random: inout SeededGenerator, in world: FaultWorld
  ) throws -> Outcome {
    let isLong = world.settings.isLong
    // Most of it needs no more than the small hunt, which is copied sooner.
    let isWhole = isLong && number % 4 == 3
    let hunt = try world.hunt(isWhole ? .whole : .small)
    let place = try hunt.copy()
    let objects = hunt.objects
    let isSlow = isWhole && Int.random(in: 0..<4, using: &random) == 0
    var arguments = (isSlow ? Self.slow : Self.quick).randomElement(using: &random)!
    let object = objects.randomElement(using: &random)!
    arguments = arguments.map { $0 == "{object}" ? object : $0 }
    if !isWhole && arguments.contains("density") { arguments = ["status"] }
    let asked = hunt.asked
    let files = [
      "answers.csv": asked.map { "\($0),odd\n" }.joined(),
      "labels.csv": "object_id,class\n" + objects.suffix(5).map { "\($0),ring\n" }.joined(),
    ]
    for (name, text) in files { try place.owner.write(text, to: name) }

    let isLog = Int.random(in: 0..<12, using: &random) == 0
    let damage =
      isLog
      ? try LogDamage.done(to: place, answering: "answers.csv", &random)
      : try Damage.done(to: place.file.path, &random)
    let what = "\(damage.what); `\(arguments.joined(separator: " "))`"
    let ending = try place.launch(arguments).run()
    if let fault = ending.fault() { return Outcome(what: what, verdict: .wrong(fault)) }
    guard ending.isDone else { return Outcome(what: what, verdict: .refused) }
    // Whether the work that was done fits is only asked of what prints it.
    let isPrinted = arguments.contains("json") || arguments[0] == "labels" || arguments[0] == "rank"
    guard isPrinted, !isLog else { return Outcome(what: what, verdict: .survived) }
    let reference = try undisturbed(arguments, hunt, files)
    if plain(ending, place) == reference { return Outcome(what: what, verdict: .survived) }
    if !ending.errorText.isEmpty { return Outcome(what: what, verdict: .refused) }
    let check = try place.launch(["check", "--deep"]).run()
    if let fault = check.fault() {
      return Outcome(what: what + ", then `check --deep`", verdict: .wrong(fault))
    }
    if check.cause == .exit(1) { return Outcome(what: what, verdict: .refused) }
    return Outcome(
      what: what,
      verdict: damage.isVisible
        ? .wrong("another result than before, and neither it nor `check --deep` says why")
        : .unseen)
  }

  private static let known = Mutex<[String: String]>([:])

  /// What it prints of an undamaged copy.
  private func undisturbed(
    _ arguments: [String], _ hunt: ReferenceHunt, _ files: [String: String]
  ) throws -> String {
    let key = "\(hunt.kind) \(arguments)"
    if let text = Self.known.withLock({ $0[key] }) { return text }
    let place = try hunt.copy()
    for (name, text) in files { try place.owner.write(text, to: name) }
    let text = plain(try place.launch(arguments).run(), place)
    Self.known.withLock { $0[key] = text }
    return text
  }

  private func plain(_ ending: Ending, _ place: Workplace) -> String {
    ending.text.replacingOccurrences(of: place.owner.path, with: "FOLDER")
      .replacing(/"seconds" ?: ?[0-9.e-]+/, with: "")
  }
}

/// Damage to what lies beside the file: the log of a program that was killed, its index, a journal.
enum LogDamage {
  static func done(
    to place: Workplace, answering file: String, _ random: inout SeededGenerator
  ) throws -> Damage {
    let path = place.file.path
    let wal = URL(fileURLWithPath: path + "-wal")
    // While someone reads, the log can't be taken into the file; so it looks after a kill.
    let crashed = place.owner.path("crashed")
    try place.file.open { db in
      try db.execute(sql: "BEGIN; SELECT count(*) FROM galaxy")
      _ = try place.launch(["review", "--answers", file, "--annotator", "log"]).run()
      try place.file.copy(to: crashed)
      try db.execute(sql: "COMMIT")
    }
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
    try HuntFile(path: crashed).copy(to: path)
    guard var log = try? Data(contentsOf: wal), log.count > 100 else {
      return Damage(what: "nothing (no log was left)", isVisible: false)
    }
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      let end = Int.random(in: 0..<log.count, using: &random)
      try log.prefix(end).write(to: wal)
      return Damage(what: "-wal cut to \(end) of \(log.count) bytes", isVisible: false)
    case 1:
      for _ in 0..<20 {
        log[Int.random(in: 0..<log.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      try log.write(to: wal)
      return Damage(what: "20 bytes of -wal changed", isVisible: false)
    case 2:
      try Data(repeating: 0x5A, count: 70_000).write(to: wal)
      return Damage(what: "-wal is rubbish", isVisible: false)
    case 3:
      try Data(repeating: 0x5A, count: 32_768).write(to: URL(fileURLWithPath: path + "-shm"))
      return Damage(what: "-shm is rubbish", isVisible: false)
    case 4:
      try Data(repeating: 0x5A, count: 9_000).write(to: URL(fileURLWithPath: path + "-journal"))
      return Damage(what: "a -journal of rubbish", isVisible: false)
    default:
      return Damage(what: "-wal of a killed program", isVisible: false)
    }
  }
}
