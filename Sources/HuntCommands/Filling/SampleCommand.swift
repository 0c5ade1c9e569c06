import ArgumentParser
import Foundation
import Imaging
import Models
import Store

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
  var prior: LatentPrior = .flow

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
    let store = try console.openStore()
    let record = try store.trained(.embedder, id: model)
    let embedder = try store.embedder(record, try engine.start())
    try store.close()
    let pictures = try embedder.sample(count, prior: prior, seed: engine.seed).rasters
    let columns = Int(Double(count).squareRoot().rounded(.up))
    let sheet = ContactSheet(columns: columns, side: 64).raster(
      of: pictures.map { ContactSheet.Cell($0, captions: []) })
    let file = console.context.location(output)
    try console.write(try sheet.pngData(), to: file)
    let payload = Payload(
      count: count, output: file.path, model: record.id, prior: prior.rawValue,
      seed: engine.seed)
    try console.emit(payload) { page in
      page.line("\(Figures.count(count, "galaxy", "galaxies")) drawn into \(file.path)")
    }
  }
}

extension CutoutSet {
  /// The cutouts as pictures; those of float surveys have to be brought to 8-bit levels before.
  var rasters: [Raster] {
    precondition(format == .uint8, "pictures have 8-bit levels")
    let bytes = size * size * 3
    return (0..<count).map { index in
      Raster(
        width: size, height: size, pixels: Array(pixels[index * bytes..<(index + 1) * bytes]))
    }
  }
}

extension LatentPrior: ExpressibleByArgument {}
