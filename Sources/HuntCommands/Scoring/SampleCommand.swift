import AHuntKit
import ArgumentParser
import FoundationEssentials
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

  @Option(help: "How many galaxies.")
  var count = 64

  @Option(help: "The PNG to draw the grid into.")
  var output = "samples.png"

  @Option(
    help: "What latents are drawn from: flow, which the embedder learned, or plain, N(0, I).")
  var prior: Prior = .flow

  @Option(help: "The embedder's number (default: the latest).")
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

  func validate() throws {
    guard (1...4096).contains(count) else {
      throw ValidationError("--count takes 1 to 4096.")
    }
  }

  func run(with console: Console) throws {
    let (png, embedder) = try console.withHunt(for: .reading) {
      try $0.sample(
        count: count, isPlain: prior == .plain, model: model, engine: engine.settings)
    }
    let file = console.context.location(output)
    try OutputFile.write(png, to: file)
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
