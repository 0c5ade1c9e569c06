import AHuntKit
import ArgumentParser
import Foundation
import Vocabulary

/// `ahunt classes split`: a part of a class becomes a class of its own.
struct ClassesSplit: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Give some of a class's galaxies a new class of their own.",
    discussion: """
      Name the galaxies that leave with --object or --objects. Without either, the class is divided \
      by how its galaxies look, and the smaller group leaves; --dry-run only says which that would \
      be. `ahunt classes merge` undoes a split.

      Example:
        ahunt classes split ring "outer ring" --dry-run
        ahunt classes split ring "outer ring" --object PGC0002600 --object PGC0010048
      """)

  @Argument(help: "The class that is split.")
  var name: String

  @Argument(help: "The new class.")
  var newName: String

  @Option(parsing: .singleValue, help: ArgumentHelp("A galaxy that leaves.", valueName: "id"))
  var object: [String] = []

  @Option(
    help: ArgumentHelp("Object ids of those that leave, one a line.", valueName: "file"))
  var objects: String?

  @Option(.interest, help: "How much the new class interests you (default: as the old one).")
  var interest: Double?

  @Option(help: "Who decides it (default: $USER).")
  var annotator: String?

  @Flag(help: "Change nothing; say which galaxies would leave.")
  var dryRun = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let classes: [ClassesPayload.Class]
    /// Object ids of the galaxies that left.
    let moved: [String]
  }

  func run(with console: Console) throws {
    let named = try object + (objects.map { try ids(in: console.readText($0)) } ?? [])
    let payload = try console.withHunt { hunt in
      let moved = try hunt.splitClass(
        name, into: newName, objectIDs: named.isEmpty && objects == nil ? nil : named,
        interest: interest, annotator: console.annotator(annotator), isRehearsal: dryRun,
        activity: console.activity())
      return Payload(classes: ClassesPayload(try hunt.classes()).classes, moved: moved)
    }
    try console.emit(payload) { page in
      page.line(
        "\(Figures.count(payload.moved.count, "galaxy", "galaxies")) "
          + "\(dryRun ? "would leave" : "left") \(name) for \(newName): "
          + payload.moved.joined(separator: ", "))
      page.line()
      ClassesPayload(classes: payload.classes).write(to: &page)
    }
  }

  private func ids(in text: String) -> [String] {
    text.split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
