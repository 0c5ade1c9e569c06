import Foundation
import Synchronization
import TestSupport

/// What a command comes to when nothing disturbs it.
struct Expected: Sendable {
  let seconds: Double
  let before: HuntFile.State
  let after: HuntFile.State
  let output: Data?

  private static let known = Mutex<[String: Expected]>([:])

  /// Tried once, and remembered.
  static func of(_ command: WritingCommand, in world: FaultWorld) throws -> Expected {
    let key = command.name + (command.sql ?? "")
    if let expected = known.withLock({ $0[key] }) { return expected }
    let place = try command.place(in: world)
    let before = try place.file.state()
    let ending = try place.launch(command.arguments).run()
    guard ending.isDone else {
      throw ReferenceHunt.Unfit(arguments: command.arguments, ending: ending)
    }
    let expected = Expected(
      seconds: ending.seconds, before: before, after: try place.file.state(),
      output: command.output.flatMap {
        FileManager.default.contents(atPath: place.owner.path($0))
      })
    known.withLock { $0[key] = expected }
    return expected
  }
}
