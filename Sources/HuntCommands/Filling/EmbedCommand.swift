import ArgumentParser
import Store

/// `ahunt embed`: one vector a galaxy.
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
    let store = try console.openStore()
    Interrupt.watch()
    let record = try store.trained(.embedder, id: filling.model)
    let choice = try engine.start()
    let filler = EmbeddingFiller(
      store: store, record: record, engine: choice, batchSize: filling.batchSize)
    let payload = try filler.fill(console)
    try store.fillVotes(for: record, choice, console)
    try store.close()
    try console.emit(payload) { payload.write("embeddings", to: &$0) }
  }
}
