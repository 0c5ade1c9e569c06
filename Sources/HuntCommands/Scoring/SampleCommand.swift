import AHuntKit
import ArgumentParser
import Files
import Vocabulary

/// `ahunt sample`: new galaxies from the VAE and its flow.
struct SampleCommand: EngineCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draw galaxies that don't exist, from the embedder's flow and decoder.",
    discussion: """
      The same seed draws the same galaxies.

      Example:
        ahunt sample --count 64 --output samples.png
      """)

  @Option(.from(1, to: 4096), help: "How many galaxies.")
  var count = 64

  @Option(help: "The PNG to draw the grid into; - is standard output.")
  var output = "samples.png"

  @Option(
    help: "What latents are drawn from: flow, which the embedder learned, or plain, N(0, I).")
  var prior: Prior = .flow

  @Option(.model, help: "The embedder's number (default: the latest).")
  var model: Int64?

  @OptionGroup(title: "Engine options")
  var engine: EngineOptions

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  struct Payload: Codable {
    let count: Int
    let output: String
    let model: Int64
    let prior: String
    let seed: UInt64
  }

  func run(with console: Console) throws {
    let file = try console.output(output, "--output")
    let (png, embedder) = try console.withHunt(for: .reading) {
      try $0.sample(
        count: count, isPlain: prior == .plain, model: model, engine: engine.settings)
    }
    try console.write(png, to: file)
    if file.isStandardOutput { return }
    let payload = Payload(
      count: count, output: file.path, model: embedder, prior: prior.rawValue, seed: engine.seed)
    try console.emit(payload) { page in
      page.line("\(Figures.count(count, "galaxy", "galaxies")) drawn into \(file.path)")
    }
  }

  /// What latents can be drawn from.
  enum Prior: String, CaseIterable, ExpressibleByArgument {
    case flow, plain
  }
}
