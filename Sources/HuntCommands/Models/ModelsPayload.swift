import AHuntKit
import Vocabulary

/// The stored models, as `ahunt models list --format json` says it.
struct ModelsPayload: Codable {
  struct Model: Codable {
    let id: Int64
    let kind: String
    let preset: String
    let created: String
    let softwareVersion: String
    let seed: Int64
    let bytes: Int
    let metrics: [String: Double]
  }

  let models: [Model]

  /// The same for people.
  func write(to page: inout TextPage) {
    guard !models.isEmpty else {
      page.line("No models yet: `ahunt train all` makes them.")
      return
    }
    var table = TextTable([">id", "kind", "preset", "trained (UTC)", ">seed", ">size", "metrics"])
    for model in models {
      table.add([
        String(model.id), model.kind, model.preset, Figures.minute(model.created),
        String(model.seed),
        "\(Figures.decimal(Double(model.bytes) / 1e6, places: 1)) MB", Self.brief(model.metrics),
      ])
    }
    page.table(table)
  }

  /// The first few metrics on one line.
  static func brief(_ metrics: [String: Double]) -> String {
    metrics.sorted { $0.key < $1.key }.prefix(4)
      .map { "\($0.key) \(Figures.decimal($0.value))" }.joined(separator: "  ")
  }
}

extension ModelsPayload.Model {
  init(_ model: StoredModel) {
    self.init(
      id: model.id, kind: model.kind.rawValue, preset: model.preset, created: model.createdAt,
      softwareVersion: model.softwareVersion, seed: model.seed, bytes: model.bytes,
      metrics: model.metrics)
  }
}
