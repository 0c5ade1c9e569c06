import ArgumentParser
import Foundation
import Store

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
    let workspace = Workspace(console)
    let store = try workspace.open()
    let hunt = try store.defaultHunt(now: console.context.now())
    let status = try store.status(hunt: hunt.id)
    let finetuned = try store.finetunedStanding(hunt: hunt.id).model
    try store.close()
    let payload = StatusPayload(
      workspace: workspace.folder.path, name: hunt.name, galaxies: status.galaxies,
      catalogs: status.catalogs.map {
        .init(
          name: $0.name, reader: $0.reader, source: $0.source, galaxies: $0.galaxies,
          created: $0.createdAt)
      },
      models: status.models.map {
        .init(
          id: $0.id, kind: $0.kind.rawValue, created: $0.createdAt,
          isUsed: $0.kind == .head ? $0.id == finetuned : nil)
      },
      embedded: status.embedded, scored: status.scored, answers: status.answers,
      skipped: status.skipped,
      classes: status.classes.map {
        .init(name: $0.name, interest: $0.interest, answers: $0.answers)
      },
      rounds: status.rounds, openQuestions: status.openQuestions, next: Self.next(after: status))
    try console.emit(payload) { payload.write(to: &$0) }
  }

  /// The command that brings the hunt one step on.
  static func next(after status: StoreStatus) -> String {
    let kinds = Set(status.models.map(\.kind))
    if status.galaxies == 0 { return "ahunt import SURVEY" }
    if !kinds.isSuperset(of: [.embedder, .scorer]) { return "ahunt train all" }
    if status.embedded < status.galaxies { return "ahunt embed" }
    if status.scored < status.galaxies { return "ahunt score" }
    if status.openQuestions > 0 { return "ahunt review" }
    return status.rounds == 0 ? "ahunt round" : "ahunt rank"
  }
}
