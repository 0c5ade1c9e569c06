import Files
import Foundation
import Layers
import Models
import Store

/// A stored model outside the store: `NAME.safetensors` with `NAME.json` beside it.
enum ModelFile {
  /// What is beside the weights.
  struct Description: Codable {
    let kind: String
    let preset: String
    let seed: Int64
    let softwareVersion: String
    let created: String
    /// JSON texts, as the store keeps them.
    let config: String
    let metrics: String
    let history: String
  }

  /// Writes both files; `location` names the weights.
  static func write(
    _ record: ModelRecord, weights: Data, to location: URL
  ) throws {
    let description = Description(
      kind: record.kind.rawValue, preset: record.preset, seed: record.seed,
      softwareVersion: record.softwareVersion, created: record.createdAt, config: record.config,
      metrics: record.metrics, history: record.history)
    // Both are refused before either is written.
    let (file, beside) = (try OutputFile(location), try OutputFile(descriptionFile(of: location)))
    try file.write(weights)
    try beside.write(Data(try JSONText.of(description).utf8))
  }

  /// Reads both files and tries the model, so that nothing is stored which can't be used.
  static func read(_ location: URL) throws -> NewModel {
    let weights = try contents(of: location)
    let beside = descriptionFile(of: location)
    let description: Description
    do {
      description = try JSONDecoder().decode(
        Description.self, from: Data(try InputFile.contents(of: beside.path, atMost: 1 << 28)))
    } catch {
      throw HuntError.malformedModel(path: beside.path, reason: .description)
    }
    guard let kind = ModelKind(rawValue: description.kind) else {
      throw HuntError.malformedModel(path: beside.path, reason: .description)
    }
    if let fault = fault(of: description) {
      throw HuntError.malformedModel(path: beside.path, reason: .contents(fault))
    }
    do {
      try ModelTrial.run(kind, configuration: description.config, weights: weights)
    } catch LayerError.checkpoint(let fault) {
      throw HuntError.malformedModel(path: location.path, reason: .contents(fault))
    } catch ModelError.setting(let name, let value, let needed) {
      let fault = "its setting \(name) is \(value), and \(needed) is needed"
      throw HuntError.malformedModel(path: beside.path, reason: .contents(fault))
    } catch ModelError.configuration(let what) {
      let fault = "its settings cannot be read (\(what))"
      throw HuntError.malformedModel(path: beside.path, reason: .contents(fault))
    }
    return NewModel(
      kind: kind, preset: description.preset, config: description.config,
      metrics: description.metrics, history: description.history, weights: Data(weights),
      seed: description.seed, softwareVersion: description.softwareVersion)
  }

  /// SQLite keeps nothing longer.
  private static let mostBytes = 1_000_000_000

  private static func contents(of file: URL) throws(HuntError) -> [UInt8] {
    do {
      return try InputFile.contents(of: file.path, atMost: mostBytes)
    } catch {
      throw .unreadableFile(path: file.path, FileRefusal(error))
    }
  }

  /// What is wrong with the parts of a description that no model reads.
  private static func fault(of description: Description) -> String? {
    for (name, text) in [
      ("preset", description.preset), ("softwareVersion", description.softwareVersion),
    ] {
      let hasControls = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
      if text.isEmpty || text.utf8.count > 200 || hasControls { return "its \(name) is no name" }
    }
    let decoder = JSONDecoder()
    // As they are written.
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    func isReadable(_ text: String, as type: (some Decodable).Type) -> Bool {
      (try? decoder.decode(type, from: Data(text.utf8))) != nil
    }
    if !isReadable(description.metrics, as: [String: Double].self) {
      return "its metrics are not numbers by name"
    }
    if !isReadable(description.history, as: [EpochMetrics].self) {
      return "its history is not a list of epochs"
    }
    return nil
  }

  private static func descriptionFile(of location: URL) -> URL {
    location.deletingPathExtension().appendingPathExtension("json")
  }
}
