import ArgumentParser
import Store

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
    let model = try ModelFile.read(console.context.location(file))
    let store = try console.openStore()
    let id = try store.save(model, now: console.context.now())
    let payload = ModelsPayload(models: [.init(try store.model(id: id))])
    try store.close()
    try console.emit(payload) { page in
      page.line("\(model.kind.rawValue) stored as model \(id)")
    }
  }
}
