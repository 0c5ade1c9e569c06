import ArgumentParser
import Foundation
import Store

/// `ahunt models list`: shows the stored models.
struct ModelsList: HuntCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Show the stored models, oldest first.",
    discussion: """
      Example:
        ahunt models list --format json
      """)

  @OptionGroup(title: "Global options")
  var globals: GlobalOptions

  func run(with console: Console) throws {
    let store = try console.openStore()
    let payload = ModelsPayload(models: try store.models().map(ModelsPayload.Model.init))
    try store.close()
    try console.emit(payload) { payload.write(to: &$0) }
  }
}

extension ModelsPayload.Model {
  init(_ record: ModelRecord) {
    self.init(
      id: record.id, kind: record.kind.rawValue, preset: record.preset, created: record.createdAt,
      softwareVersion: record.softwareVersion, seed: record.seed, bytes: record.weightBytes,
      metrics: Self.numbers(record.metrics))
  }

  /// The numbers of a JSON object; anything else in it is left out.
  static func numbers(_ json: String) -> [String: Double] {
    let object = try? JSONSerialization.jsonObject(with: Data(json.utf8))
    return (object as? [String: Any])?.compactMapValues { ($0 as? NSNumber)?.doubleValue } ?? [:]
  }
}
