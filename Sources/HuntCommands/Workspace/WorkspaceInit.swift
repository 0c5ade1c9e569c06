import AHuntKit
import ArgumentParser
import FoundationEssentials

/// `ahunt init`: makes a workspace.
struct WorkspaceInit: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make a workspace: a folder with the hunt's only file, hunt.sqlite.",
    discussion: """
      Harmless when run twice: what is there stays.

      Example:
        ahunt init --workspace ring-hunt --name "Rings in efigi"
      """)

  @Option(help: "What the hunt is called (default: the folder's name).")
  var name: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let workspace: String
    let name: String
    let created: Bool
  }

  func validate() throws {
    if name?.isEmpty == true { throw ValidationError("--name takes a name, not an empty text.") }
  }

  func run(with console: Console) throws {
    let (hunt, isNew) = try Hunt.create(
      in: console.workspace, name: name, now: console.context.now())
    try hunt.close()
    let payload = Payload(workspace: hunt.folder.path, name: hunt.name, created: isNew)
    try console.emit(payload) { page in
      page.line(
        isNew
          ? "\(page.palette.good("made")) \(hunt.file.path), the hunt \"\(hunt.name)\""
          : "\(payload.workspace) holds the hunt \"\(hunt.name)\" already; nothing was changed")
      if isNew { page.next("ahunt import SURVEY") }
    }
  }
}
