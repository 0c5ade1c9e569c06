import Evaluation
import Foundation
import TestSupport

/// A file that nobody should be given, in each place where a command reads or writes one.
struct HostileGroup: FaultGroup {
  let name = "hostile"
  let weight = 2.0
  let short = 16
  var count: Int { Self.cases.count }

  /// What the file is called, the command that meets it, and whether it is written to.
  private struct Place: Sendable {
    let path: String
    let arguments: [String]
    var isWritten = false
    var needsModel = false
    var environment: [String: String] = [:]

    init(_ path: String, _ line: String, isWritten: Bool = false, needsModel: Bool = false) {
      self.path = path
      arguments = line.split(separator: " ").map(String.init)
      self.isWritten = isWritten
      self.needsModel = needsModel
    }
  }

  private static let places: [Place] = [
    Place("pictures/one.png", "import pictures --name p --size 16"),
    Place("pictures/one.fits", "import pictures --name p --size 16"),
    Place("pictures/one.jpg", "import pictures --name p --size 16 --strict"),
    Place("pictures/catalog.csv", "import pictures --name p --size 16"),
    Place("one.csv", "import one.csv --name p --size 16"),
    Place("one.fits", "import one.fits --name p --size 16"),
    Place("one.fits.gz", "import one.fits.gz --name p --size 16"),
    Place("one.h5", "import one.h5 --name p --size 16"),
    Place("mosaic.fits", "import positions.csv --mosaic mosaic.fits --name p --size 16"),
    Place("labels.csv", "labels import labels.csv"),
    Place("answers.csv", "review --answers answers.csv"),
    Place("ids.txt", "classes split odd two --objects ids.txt"),
    Place("replay.json", "report hunt --replay replay.json --output out", needsModel: true),
    Place("m.safetensors", "models import m.safetensors"),
    Place("m.json", "models import m.safetensors"),
    Place("hunt/hunt.sqlite", "status"),
    Place("hunt/hunt.sqlite", "init"),
    Place("hunt/hunt.sqlite-wal", "labels export"),
    Place("hunt", "init"),
    Place("hunt", "status"),
    Place("written.csv", "labels export --output written.csv", isWritten: true),
    Place(
      "written.png", "rank --contact-sheet written.png --top 4", isWritten: true, needsModel: true),
    Place("written.csv", "rank --csv written.csv --top 4", isWritten: true, needsModel: true),
    Place(
      "w.safetensors", "models export 1 --output w.safetensors", isWritten: true, needsModel: true),
    Place("out", "report training --output out", isWritten: true, needsModel: true),
    Place("out/training.html", "report training --output out", isWritten: true, needsModel: true),
    Place("drawn", "simulate drawn --count 2", isWritten: true),
    Place("drawn/catalog.csv", "simulate drawn --count 2", isWritten: true),
    Place("copy.sqlite", "backup copy.sqlite", isWritten: true),
  ]

  /// Names that spoil a screen, a path or a table.
  private static let names: [[UInt8]] = [
    Array("a\nb.png".utf8), Array("a\(HostileFile.escapes).png".utf8),
    [0x61, 0xFF, 0xFE, 0x2E, 0x70, 0x6E, 0x67],
    Array("-rf.png".utf8), Array("a,\"b\".png".utf8), Array("=1+1.png".utf8), Array(" .png".utf8),
    Array(String(repeating: "x", count: 250).utf8), Array("é\u{301}.png".utf8), Array("..png".utf8),
    Array("a\rb.png".utf8), Array("a\u{85}b.png".utf8),
  ]

  private enum Case: Sendable {
    case file(HostileFile, Place)
    case name([UInt8], inFolder: Bool)
  }

  private static let cases: [Case] = {
    var cases: [Case] = names.flatMap { [.name($0, inFolder: false), .name($0, inFolder: true)] }
    for file in HostileFile.all {
      for place in places { cases.append(.file(file, place)) }
    }
    var random = SeededGenerator(seed: 15)
    return cases.shuffled(using: &random)
  }()

  func run(
    _ number: Int, _ random: inout SeededGenerator, in world: FaultWorld
  ) throws -> Outcome {
    switch Self.cases[number] {
    case .file(let file, let place): try tried(file, place, in: world)
    case .name(let name, let inFolder): try named(name, inFolder, in: world)
    }
  }

  private func tried(
    _ file: HostileFile, _ hostile: Place, in world: FaultWorld
  ) throws -> Outcome {
    let what = "\(file.what) as \(hostile.path); `\(hostile.arguments.joined(separator: " "))`"
    let place = try world.hunt(hostile.needsModel ? .small : .bare).copy()
    let owner = place.owner
    try owner.write("object_id,ra,dec\na,1,2\n", to: "positions.csv")
    if hostile.arguments.contains("pictures") {
      let survey = (place.catalog as NSString).deletingLastPathComponent
      try owner.write(
        try Data(contentsOf: URL(fileURLWithPath: survey + "/images/G0001.png")),
        to: "pictures/two.png")
    }
    if hostile.path == "m.json" {
      try owner.write(Data([2, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x7D]), to: "m.safetensors")
    }
    if hostile.path == "m.safetensors" {
      try owner.write(#"{"kind":"scorer","preset":"seed","config":"{}"}"#, to: "m.json")
    }
    let path = owner.path(hostile.path)
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try file.make(path)
    let answers = hostile.path.hasPrefix("hunt") ? [] : try place.file.answers()
    let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType

    let ending = try onTerminal(place.launch(hostile.arguments))
    if let fault = ending.fault(isOnTerminal: true) {
      return Outcome(what: what, verdict: .wrong(fault))
    }
    if ending.peakMegabytes > 3000 {
      return Outcome(what: what, verdict: .wrong("takes \(ending.peakMegabytes) MB"))
    }
    if !hostile.path.hasPrefix("hunt") {
      if let problem = try place.file.problems().first {
        return Outcome(what: what, verdict: .wrong("left damaged: \(problem)"))
      }
      guard try Array(place.file.answers().prefix(answers.count)) == answers else {
        return Outcome(what: what, verdict: .wrong("answers are lost"))
      }
    }
    let after = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    if hostile.isWritten, let kind, kind != .typeRegular, after != kind {
      return Outcome(what: what, verdict: .wrong("it is no longer what it was"))
    }
    return Outcome(what: what, verdict: ending.isDone ? .survived : .refused)
  }

  /// A picture, or a folder of a class, with a name of bytes.
  private func named(
    _ name: [UInt8], _ inFolder: Bool, in world: FaultWorld
  ) throws -> Outcome {
    let shown = String(decoding: name, as: UTF8.self).debugDescription
    let what = "a \(inFolder ? "folder" : "picture") called \(shown); `import`, `status`, `labels`"
    let place = try world.hunt(.bare).copy()
    let survey = (place.catalog as NSString).deletingLastPathComponent
    let picture = try Data(contentsOf: URL(fileURLWithPath: survey + "/images/G0001.png"))
    try place.owner.write(picture, to: "pictures/plain.png")
    var path = Array(place.owner.path("pictures/").utf8) + name
    if inFolder {
      guard
        (path + [0]).withUnsafeBufferPointer({
          mkdir($0.baseAddress!.withMemoryRebound(to: CChar.self, capacity: 1) { $0 }, 0o755)
        }) == 0
      else { return Outcome(what: what, verdict: .skipped("this name is not taken here")) }
      path += Array("/one.png".utf8)
    }
    let file = (path + [0]).withUnsafeBufferPointer {
      $0.baseAddress!.withMemoryRebound(to: CChar.self, capacity: $0.count) {
        open($0, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
      }
    }
    guard file >= 0 else {
      return Outcome(what: what, verdict: .skipped("this name is not taken here"))
    }
    _ = picture.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
    for line in [
      "import pictures --name p --size 16", "status", "import pictures --name p --size 16",
      "import pictures --name q --size 16 --strict", "labels export",
    ] {
      let ending = try onTerminal(place.launch(line.split(separator: " ").map(String.init)))
      if let fault = ending.fault(isOnTerminal: true) {
        return Outcome(what: what, verdict: .wrong("`\(line)`: \(fault)"))
      }
    }
    if let problem = try place.file.problems().first {
      return Outcome(what: what, verdict: .wrong("left damaged: \(problem)"))
    }
    return Outcome(what: what, verdict: .survived)
  }

  /// Runs at a terminal, where there is one: what is shown there is what counts.
  private func onTerminal(_ launch: Launch) throws -> Ending {
    var launch = launch
    launch.terminal = try? WatchedTerminal()
    // Nobody types, but `review --answers -` would wait for it.
    launch.patience = 60
    return try launch.run()
  }
}
