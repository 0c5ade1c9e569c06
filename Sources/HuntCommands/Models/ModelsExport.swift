import AHuntKit
import ArgumentParser
import Files
import FoundationEssentials
import Vocabulary

/// `ahunt models export`: a model as files.
struct ModelsExport: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a model as a safetensors file with its description in JSON beside it.",
    discussion: """
      Example:
        ahunt models export 1 --output embedder.safetensors
      """)

  @Argument(.model, help: "The model's number, as `ahunt models list` shows it.")
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
    if let output, try console.output(output, "--output").isStandardOutput {
      throw ValidationError("--output takes a file: a model is two, the weights and a description.")
    }
    let (model, file) = try console.withHunt(for: .reading) { hunt in
      let model = try hunt.model(id)
      let file = console.context.location(
        output ?? "\(model.kind.rawValue)-\(id).safetensors")
      try hunt.exportModel(id, to: file)
      return (model, file)
    }
    try console.emit(Payload(models: [.init(model)], output: file.path)) { page in
      page.line("model \(id) (\(model.kind.rawValue)) written to \(file.path)")
    }
  }
}
