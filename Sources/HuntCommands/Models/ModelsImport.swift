import AHuntKit
import ArgumentParser
import Vocabulary

/// `ahunt models import`: a model from files.
struct ModelsImport: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring in a model that `ahunt models export` wrote.",
    discussion: """
      Example:
        ahunt models import embedder.safetensors
      """)

  @Argument(help: "The weights' file; the description in JSON lies beside it.")
  var file: String

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let model = try console.withHunt {
      try $0.importModel(from: console.context.location(file), activity: console.activity())
    }
    let payload = ModelsPayload(models: [.init(model)])
    try console.emit(payload) { page in
      page.line("\(model.kind.rawValue) stored as model \(model.id)")
    }
  }
}
