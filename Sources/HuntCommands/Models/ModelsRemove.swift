import ArgumentParser
import Store

/// `ahunt models remove`: a model goes, with what it computed.
struct ModelsRemove: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove a model with its embeddings and scores; answers stay.",
    discussion: """
      Example:
        ahunt models remove 1
      """)

  @Argument(help: "The model's number, as `ahunt models list` shows it.")
  var id: Int64

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let store = try console.openStore()
    let record = try store.model(id: id)
    try store.removeModel(id)
    let payload = ModelsPayload(models: try store.models().map(ModelsPayload.Model.init))
    try store.close()
    try console.emit(payload) { page in
      page.line("model \(id) (\(record.kind.rawValue)) removed")
    }
  }
}
