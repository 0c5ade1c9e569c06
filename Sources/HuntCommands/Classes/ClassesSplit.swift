import ArgumentParser
import Foundation
import Hunting
import Review
import Store

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

  @Option(help: "How much the new class interests you (default: as the old one).")
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
    let store = try console.openStore()
    let hunt = try store.defaultHunt(now: console.context.now())
    let named = try object + (objects.map { try ids(in: console.context.location($0)) } ?? [])
    let leaving =
      named.isEmpty && objects == nil
      ? try bySight(store, console) : try named.map { try store.galaxy(objectID: $0).id }
    if !dryRun {
      let name = annotator ?? console.context.environment["USER"] ?? ""
      try store.splitClass(
        self.name, into: newName, galaxies: leaving, interest: interest, hunt: hunt.id,
        annotator: name.isEmpty ? "me" : name, keys: ClassKeys.next, now: console.context.now())
    }
    let payload = Payload(
      classes: try store.classes(hunt: hunt.id).map {
        .init(name: $0.name, interest: $0.interest, answers: $0.answers, key: $0.key)
      }, moved: try store.galaxies(ids: leaving).map(\.objectID))
    try store.close()
    try console.emit(payload) { page in
      page.line(
        "\(Figures.count(payload.moved.count, "galaxy", "galaxies")) "
          + "\(dryRun ? "would leave" : "left") \(self.name) for \(newName): "
          + payload.moved.joined(separator: ", "))
      page.line()
      ClassesPayload(classes: payload.classes).write(to: &page)
    }
  }

  private func ids(in file: URL) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw CommandFailure.failed("\(file.path) can't be read: name a file of object ids")
    }
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  /// The smaller of the two groups that the class's galaxies fall into.
  private func bySight(_ store: HuntStore, _ console: Console) throws -> [Int64] {
    let state = try HuntState(store, for: "split a class by", now: console.context.now())
    guard let old = state.classes.first(where: { $0.name.lowercased() == name.lowercased() })
    else { throw StoreError.noClass(name: name, known: state.classes.map(\.name)) }
    let members = state.ids.indices.filter { state.labels[state.ids[$0]] == old.name }
    let groups = TwoGroups(members, of: state.features)
    guard !groups.smaller.isEmpty else {
      throw StoreError.cannotSplit(name: old.name, moved: 0, answers: members.count)
    }
    return groups.smaller.map { state.ids[$0] }
  }
}
