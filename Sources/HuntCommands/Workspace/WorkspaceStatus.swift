import AHuntKit
import ArgumentParser

/// `ahunt status`: what the hunt holds.
struct WorkspaceStatus: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what the hunt holds and what to do next.",
    discussion: """
      Example:
        ahunt status --workspace ring-hunt
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let payload = try console.withHunt(for: .reading) { StatusPayload(try $0.status(), of: $0) }
    try console.emit(payload) { payload.write(to: &$0) }
  }
}
