import AHuntKit
import ArgumentParser
import Vocabulary

/// `ahunt models remove`: a model goes, with what it computed.
struct ModelsRemove: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove a model with its embeddings and scores; answers stay.",
    discussion: """
      Example:
        ahunt models remove 1
      """)

  @Argument(.model, help: "The model's number, as `ahunt models list` shows it.")
  var id: Int64

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let (removed, rest) = try console.withHunt { hunt in
      let model = try hunt.model(id)
      try hunt.removeModel(id)
      return (model, try hunt.models())
    }
    try console.emit(ModelsPayload(models: rest.map { .init($0) })) { page in
      page.line("model \(id) (\(removed.kind.rawValue)) removed")
    }
  }
}
