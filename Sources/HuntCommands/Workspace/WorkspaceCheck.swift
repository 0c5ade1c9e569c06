import AHuntKit
import ArgumentParser
import FoundationEssentials
import Store

/// `ahunt check`: looks for damage.
struct WorkspaceCheck: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look through the hunt for damage, and drop what can be computed again.",
    discussion: """
      Looks at the file itself, its schema, rows that point nowhere, numbers that are none, results \
      of pixels that were replaced, replacements that are not finished, and at whether weights and \
      vectors are what was stored; with --deep at every galaxy's pixels too, which reads all of the \
      file. Ends with exit code 1 where something is wrong.

      --repair drops vectors, scores, measures and broken-off trainings that are wrong, and never an \
      answer, a class, a question, a galaxy or a model. Vectors of older versions get the digest by \
      which damage is told.

      Example:
        ahunt check
        ahunt check --deep --repair
      """)

  @Flag(help: "Hold every galaxy's pixels against their digest too.")
  var deep = false

  @Flag(help: "Drop what is wrong and can be computed again.")
  var repair = false

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    var request = CheckRequest()
    request.isDeep = deep
    request.isRepairing = repair
    let payload: CheckPayload
    do {
      payload = try console.withHunt(for: repair ? .writing : .reading) { hunt in
        CheckPayload(
          try hunt.check(request, activity: console.activity(isLong: deep)), of: hunt,
          isDeep: deep)
      }
    } catch let error as StoreError where error.isDamage {
      // What can't even be opened is what is wrong with it.
      payload = CheckPayload(damage: error, at: console.workspace, isDeep: deep)
    }
    try console.emit(payload) { payload.write(to: &$0) }
    if !payload.healthy {
      throw CommandFailure.failed(
        "\(payload.workspace) is damaged or unfinished; what is wrong stands above")
    }
  }
}
