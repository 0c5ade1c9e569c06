import ArgumentParser
import Foundation
import Store

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
    let workspace = Workspace(console)
    let existed = HuntStore.exists(at: workspace.file.path)
    let store = try HuntStore.create(at: workspace.file.path)
    let hunt = try store.defaultHunt(
      name: name ?? workspace.folder.lastPathComponent, now: console.context.now())
    try store.close()
    let payload = Payload(workspace: workspace.folder.path, name: hunt.name, created: !existed)
    try console.emit(payload) { page in
      page.line(
        existed
          ? "\(payload.workspace) holds the hunt \"\(hunt.name)\" already; nothing was changed"
          : "\(page.palette.good("made")) \(workspace.file.path), the hunt \"\(hunt.name)\"")
      if !existed { page.next("ahunt import SURVEY") }
    }
  }
}
