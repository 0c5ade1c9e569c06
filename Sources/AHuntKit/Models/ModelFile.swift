import Files
import Foundation
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

  /// Reads both files.
  static func read(_ location: URL) throws -> NewModel {
    guard let weights = try? Data(contentsOf: location) else {
      throw HuntError.unreadableFile(path: location.path, reason: "there is no such file")
    }
    let beside = descriptionFile(of: location)
    guard let data = try? Data(contentsOf: beside),
      let description = try? JSONDecoder().decode(Description.self, from: data),
      let kind = ModelKind(rawValue: description.kind)
    else {
      throw HuntError.malformedModel(path: beside.path, reason: .description)
    }
    guard isSafetensors(weights) else {
      throw HuntError.malformedModel(path: location.path, reason: .weights)
    }
    return NewModel(
      kind: kind, preset: description.preset, config: description.config,
      metrics: description.metrics, history: description.history, weights: weights,
      seed: description.seed, softwareVersion: description.softwareVersion)
  }

  private static func descriptionFile(of location: URL) -> URL {
    location.deletingPathExtension().appendingPathExtension("json")
  }

  /// Whether the bytes begin with the length of a JSON header, and that header.
  private static func isSafetensors(_ bytes: Data) -> Bool {
    guard bytes.count > 8 else { return false }
    let length = bytes.prefix(8).enumerated().reduce(UInt64(0)) {
      $0 | UInt64($1.element) << (8 * UInt64($1.offset))
    }
    guard length > 1, length <= UInt64(bytes.count - 8) else { return false }
    let header = bytes.dropFirst(8).prefix(Int(length))
    return (try? JSONSerialization.jsonObject(with: header)) is [String: Any]
  }
}
