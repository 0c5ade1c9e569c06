import AHuntKit
import ArgumentParser

/// `ahunt classes`: the person's own vocabulary.
struct ClassesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classes",
    abstract: "Name the kinds you hunt for, and say how much each interests you.",
    discussion: """
      The interest weighs a class in the ranking: 0 for boring kinds, 1 for what you look for, \
      more for what you look for most.

      Example:
        ahunt classes add ring --interest 2
      """,
    subcommands: [
      ClassesList.self, ClassesAdd.self, ClassesRename.self, ClassesMerge.self,
      ClassesRemove.self, ClassesSplit.self, ClassesWeigh.self,
    ],
    defaultSubcommand: ClassesList.self)
}

extension HuntCommand {
  /// Opens the hunt, changes its classes, and tells what they are now.
  func withClasses(
    _ console: Console, for purpose: Hunt.Purpose = .writing,
    _ change: (Hunt) throws -> Void = { _ in }
  ) throws {
    let payload = try console.withHunt(for: purpose) { hunt in
      try change(hunt)
      return ClassesPayload(try hunt.classes())
    }
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
