import AHuntKit
import ArgumentParser

/// `ahunt embed`: one vector per galaxy.
struct EmbedCommand: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "embed",
    abstract: "Place every galaxy by its looks: one vector each, for what lacks one.",
    discussion: """
      Goes on where an interrupted run stopped.

      Example:
        ahunt embed
      """)

  @OptionGroup(title: "Filling options")
  var filling: FillOptions

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let payload = try console.withHunt {
      FillingPayload(
        try $0.embed(
          model: filling.model, batchSize: filling.batchSize, engine: engine.settings,
          activity: console.activity(isLong: true)))
    }
    try console.emit(payload) { payload.write("embeddings", to: &$0) }
  }
}
