import Foundation
import Models
import Tensors

/// What a training was asked to do, stored beside what came of it.
struct RunRecord: Codable, Equatable {
  let data: String
  let galaxies: Int
  let catalog: String?
  let limit: Int?
  /// Megabytes for cutouts, which decide their order where not all fit.
  let memory: Int?
  let seed: UInt64
  let preset: String
  let epochs: Int?
  let batchSize: Int?
  let learningRate: Double?
  /// Where and in what arithmetic it ran: with these the same seed gives the same weights.
  let device: String?
  let precision: String?
  let threads: Int?
  let softwareVersion: String

  init(data: TrainingData, options: TrainOptions, settings: TrainingOptions) {
    self.data = data.digest
    galaxies = data.count
    catalog = options.catalog
    limit = options.limit
    memory = settings.memory >> 20
    seed = settings.seed
    device = settings.device.description
    precision = settings.precision.rawValue
    threads = Engine.threads
    preset = options.preset
    epochs = options.epochs
    batchSize = options.batchSize
    learningRate = options.learningRate
    softwareVersion = HuntCommands.softwareVersion
  }

  /// The run in a stored configuration.
  init?(config: String) {
    struct Container: Decodable {
      let run: RunRecord
    }
    guard let found = try? JSONDecoder().decode(Container.self, from: Data(config.utf8)) else {
      return nil
    }
    self = found.run
  }

  /// A model's configuration with this run beside its settings.
  ///
  /// The text is spliced, not parsed: every digit of the settings stays as it was.
  func recorded(in configuration: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let run = String(decoding: try encoder.encode(self), as: UTF8.self)
    let settings = configuration.drop { $0.isWhitespace }.dropFirst()
    let isEmpty = settings.allSatisfy { $0 == "}" || $0.isWhitespace }
    return "{\"run\":" + run + (isEmpty ? "" : ",") + settings
  }
}
