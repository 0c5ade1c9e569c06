import Foundation
import GRDB
import TestSupport

/// A hunt that is made once, and copied for each case.
final class ReferenceHunt: Sendable {
  enum Kind: Hashable {
    /// A folder without a hunt.
    case none
    /// Thirty galaxies of sixteen pixels, classes and answers; no model.
    case bare
    /// The same with an embedder, vectors, a round that is answered in part.
    case small
    /// Six hundred galaxies, so that an import takes several chunks.
    case wide
    /// A simulated survey with every model, every score, a kept replay and a broken-off training.
    case whole
  }

  let kind: Kind
  let owner: TemporaryFolder
  /// Ids of the galaxies.
  let objects: [String]
  /// Ids of those whose questions are open, in the order of the questions.
  let asked: [String]

  /// The catalog that it was imported from.
  var catalog: String { owner.path("survey/catalog.csv") }

  convenience init(_ kind: Kind) throws {
    let place = try Self.made(kind)
    try self.init(
      kind, place, objects: kind == .none ? [] : place.objects(asked: false),
      asked: kind == .none ? [] : place.objects(asked: true))
  }

  private init(_ kind: Kind, _ place: Workplace, objects: [String], asked: [String]) {
    self.kind = kind
    self.objects = objects
    self.asked = asked
    owner = place.owner
  }

  /// Makes the hunt.
  private static func made(_ kind: Kind) throws -> Workplace {
    let owner = try TemporaryFolder()
    let place = Workplace(owner: owner, catalog: owner.path("survey/catalog.csv"))
    func step(_ arguments: String...) throws {
      let ending = try place.launch(arguments).run()
      guard ending.cause == .exit(0) else { throw Unfit(arguments: arguments, ending: ending) }
    }
    let isWhole = kind == .whole
    if isWhole {
      try step("simulate", "survey", "--count", "150", "--seed", "5")
    } else {
      let survey = TinySurvey(count: 30, side: 16)
      try survey.write(to: owner, below: "survey")
      var text = "object_id,path,label\n"
      for number in 0..<600 {
        let index = number % 30
        text += "w\(number),images/\(survey.objectID(index)).png,\(survey.label(index))\n"
      }
      try owner.write(text, to: "survey/wide.csv")
    }
    if kind == .none { return place }
    try step("init", "--name", "faults")
    let file = kind == .wide ? owner.path("survey/wide.csv") : place.catalog
    try step("import", file, "--name", "sky", "--size", isWhole ? "64" : "16")
    for name in ["odd", "ring", "plain"] {
      try step("classes", "add", name, "--interest", name == "plain" ? "0" : "1")
    }
    if kind == .small { try step("train", "embedder", "--epochs", "1", "--limit", "8") }
    if isWhole { try step("train", "all", "--epochs", "1", "--limit", "64") }
    if kind == .small || isWhole {
      try step("embed")
      if isWhole { try step("score") }
      try step("round", "--size", "12")
      let asked = try place.objects(asked: true)
      let lines = asked.prefix(8).enumerated().map {
        "\($1),\(["odd", "ring", "plain", ""][$0 % 4])"
      }
      try owner.write(lines.joined(separator: "\n"), to: "answers.csv")
      try step("review", "--answers", "answers.csv", "--annotator", "before")
    } else {
      let lines = try place.objects(asked: false).prefix(8).map { "\($0),odd,before" }
      try owner.write("object_id,class,annotator\n" + lines.joined(separator: "\n"), to: "l.csv")
      try step("labels", "import", "l.csv")
    }
    if isWhole {
      try step(
        "replay", "--anomaly", "ring", "--rounds", "2", "--size", "5", "--repeats", "1",
        "--strategy", "ahunt", "--keep")
      try breakOffTraining(place)
    }
    // Deleted checkpoints leave room that only makes every copy larger.
    try place.file.open { try $0.execute(sql: "VACUUM") }
    return place
  }

  /// The reference itself; only for what leaves no trace.
  func open() -> Workplace { Workplace(owner: owner, catalog: catalog) }

  /// A copy, to be changed at will.
  func copy() throws -> Workplace {
    let folder = try TemporaryFolder()
    if kind != .none {
      try FileManager.default.copyItem(atPath: owner.path("hunt"), toPath: folder.path("hunt"))
    }
    return Workplace(owner: folder, catalog: catalog)
  }

  /// A command that fails though nothing was done to it.
  struct Unfit: Error, CustomStringConvertible {
    let arguments: [String]
    let ending: Ending
    var description: String {
      "undisturbed `\(arguments.joined(separator: " "))`: \(ending.cause) \(ending.sentence)"
    }
  }

  /// Broken off after its first epochs; few enough that the rest ends long before it looks like a hang.
  static let training = ["train", "scorer", "--epochs", "40", "--limit", "64", "--seed", "3"]

  /// Leaves a checkpoint behind.
  private static func breakOffTraining(_ place: Workplace) throws {
    let running = try place.launch(training).start()
    var isKept = false
    while running.isRunning, !isKept, running.seconds < 120 {
      usleep(20_000)
      let count = try? place.file.open {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM checkpoint")
      }
      isKept = (count ?? 0) > 0
    }
    running.send(SIGINT)
    let ending = try running.wait()
    guard ending.cause == .exit(130) else { throw Unfit(arguments: training, ending: ending) }
  }
}

/// A case's own folder, with a hunt in it.
struct Workplace {
  let owner: TemporaryFolder
  let catalog: String

  var folder: URL { owner.url }
  var file: HuntFile { HuntFile(path: owner.path("hunt/hunt.sqlite")) }

  /// A command on the hunt here; `{catalog}` and `{wide}` stand for the survey's tables.
  func launch(_ arguments: [String]) -> Launch {
    let wide = (catalog as NSString).deletingLastPathComponent + "/wide.csv"
    return Launch(
      arguments: arguments.map {
        $0.replacingOccurrences(of: "{catalog}", with: catalog)
          .replacingOccurrences(of: "{wide}", with: wide)
      }, folder: folder)
  }

  /// Ids of the galaxies, or of the open questions in their order.
  func objects(asked: Bool) throws -> [String] {
    try file.open {
      try String.fetchAll(
        $0,
        sql: asked
          ? "SELECT objectID FROM openQuestion JOIN galaxy ON galaxy.id = galaxy ORDER BY position"
          : "SELECT objectID FROM galaxy ORDER BY id")
    }
  }
}
