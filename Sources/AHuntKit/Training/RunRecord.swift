import Foundation
import Models
import Store
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
  /// Epochs without a better one after which to stop.
  let patience: Int?
  /// The switches of the classifier's regularisers; nil for other models.
  let regularisation: Regularisation?
  /// Where and in what arithmetic it ran: with these the same seed gives the same weights.
  let device: String?
  let precision: String?
  let threads: Int?
  let softwareVersion: String
  /// True where pixels of these galaxies were replaced while it ran: `data` is of the galaxies as they
  /// were when it began, and the same run is not done yet.
  var sawReplacements: Bool?

  init(_ request: TrainingRequest, data: TrainingData, settings: TrainingOptions) {
    self.data = data.digest
    galaxies = data.count
    catalog = request.catalog
    limit = request.limit
    memory = settings.memory >> 20
    seed = settings.seed
    device = settings.device.description
    precision = settings.precision.rawValue
    threads = Engine.threads
    preset = request.preset
    epochs = request.epochs
    batchSize = request.batchSize
    learningRate = request.learningRate
    patience = settings.patience
    // A run without switches is the same as one of a version that had none.
    let regularisation = settings.regularisation
    self.regularisation =
      request.kind == .classifier && regularisation != Regularisation() ? regularisation : nil
    softwareVersion = AHuntKit.softwareVersion
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

  /// The run in JSON of its own.
  init?(json: String) {
    guard let found = try? JSONDecoder().decode(RunRecord.self, from: Data(json.utf8)) else {
      return nil
    }
    self = found
  }

  /// JSON with sorted keys.
  func json() throws -> String {
    try JSONText.compact(self)
  }

  /// A model's configuration with this run beside its settings.
  ///
  /// The text is spliced, not parsed: every digit of the settings stays as it was.
  func recorded(in configuration: String) throws -> String {
    let settings = configuration.drop { $0.isWhitespace }.dropFirst()
    let isEmpty = settings.allSatisfy { $0 == "}" || $0.isWhitespace }
    return "{\"run\":" + (try json()) + (isEmpty ? "" : ",") + settings
  }
}
