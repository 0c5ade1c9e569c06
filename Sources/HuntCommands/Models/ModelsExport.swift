import ArgumentParser
import Foundation
import Store

/// `ahunt models export`: a model as files.
struct ModelsExport: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a model as a safetensors file with its description in JSON beside it.",
    discussion: """
      Example:
        ahunt models export 1 --output embedder.safetensors
      """)

  @Argument(help: "The model's number, as `ahunt models list` shows it.")
  var id: Int64

  @Option(help: "The weights' file (default: KIND-ID.safetensors in the current folder).")
  var output: String?

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let models: [ModelsPayload.Model]
    let output: String
  }

  func run(with console: Console) throws {
    let store = try console.openStore()
    let record = try store.model(id: id)
    let name = output ?? "\(record.kind.rawValue)-\(record.id).safetensors"
    let file = console.context.location(name)
    guard file.pathExtension != "json" else {
      throw CommandFailure.failed(
        "\(file.path) is where the description goes; name the weights' file NAME.safetensors")
    }
    try ModelFile.write(record, weights: try store.weights(of: id), to: file, console)
    try store.close()
    try console.emit(Payload(models: [.init(record)], output: file.path)) { page in
      page.line("model \(id) (\(record.kind.rawValue)) written to \(file.path)")
    }
  }
}
