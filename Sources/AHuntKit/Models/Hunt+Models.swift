public import Foundation
package import Store

/// A trained model without its weights.
public struct StoredModel: Sendable, Equatable, Identifiable {
  /// Number in the hunt; never given twice.
  public let id: Int64
  /// What it is for.
  public let kind: ModelKind
  /// Name of the settings it was trained with.
  public let preset: String
  /// ISO-8601.
  public let createdAt: String
  /// The AHunt that trained it.
  public let softwareVersion: String
  /// Seed of its training.
  public let seed: Int64
  /// Size of its weights, in bytes.
  public let bytes: Int
  /// Its metrics, by name.
  public let metrics: [String: Double]

  package init(_ record: ModelRecord) throws {
    id = record.id
    kind = record.kind
    preset = record.preset
    createdAt = record.createdAt
    softwareVersion = record.softwareVersion
    seed = record.seed
    bytes = record.weightBytes
    metrics = Self.numbers(record.metrics)
  }

  /// The numbers of a JSON object; anything else in it is left out.
  static func numbers(_ json: String) -> [String: Double] {
    let object = try? JSONSerialization.jsonObject(with: Data(json.utf8))
    return (object as? [String: Any])?.compactMapValues { ($0 as? NSNumber)?.doubleValue } ?? [:]
  }
}

extension Hunt {
  /// The stored models, oldest first.
  ///
  /// - Throws: An error of the store where the hunt can't be read.
  public func models() throws -> [StoredModel] { try store.models().map(StoredModel.init) }

  /// The model of this number.
  ///
  /// - Throws: An error of the store where there is none.
  public func model(_ id: Int64) throws -> StoredModel { try StoredModel(store.model(id: id)) }

  /// Removes a model with its vectors and scores; answers stay.
  ///
  /// - Throws: An error of the store where there is none.
  public func removeModel(_ id: Int64) throws { try store.removeModel(id) }

  /// Writes a model as a safetensors file, with its description in JSON beside it.
  ///
  /// - Throws: `HuntError.malformedModel` where the file would lie where the description goes.
  public func exportModel(_ id: Int64, to file: URL) throws {
    let record = try store.model(id: id)
    guard file.pathExtension != "json" else {
      throw HuntError.malformedModel(path: file.path, reason: .nameOfDescription)
    }
    try ModelFile.write(record, weights: try store.weights(of: id), to: file)
  }

  /// Stores a model that `exportModel` wrote, once it has been loaded and tried.
  ///
  /// - Throws: `HuntError.malformedModel`, `.unreadableFile`; then the stored models are as they were.
  ///   An error of the tensor engine where it is not installed.
  @discardableResult
  public func importModel(from file: URL, activity: Activity = Activity()) throws -> StoredModel {
    let model = try ModelFile.read(file)
    let id = try store.save(model, now: activity.now())
    return try StoredModel(store.model(id: id))
  }
}
