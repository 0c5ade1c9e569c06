import Foundation
import Pages
import Store
import Tensors

/// The header of a report: what ran, on what, where and when.
enum RunFacts {
  /// The machine and the program.
  static func machine(_ engine: EngineChoice, now: Date) -> [RunFact] {
    [
      RunFact("Written", Timestamp.text(now)),
      RunFact("Software", "ahunt \(softwareVersion), libtorch \(Engine.version)"),
      RunFact(
        "Computed on",
        "\(engine.device), \(engine.precision.rawValue), "
          + "\(Figures.count(Engine.threads, "thread")), \(Engine.cpuCapability)"),
    ]
  }

  /// A model: its number, settings and age.
  static func model(_ record: ModelRecord) -> RunFact {
    RunFact(
      record.kind.rawValue.capitalized,
      "model \(record.id), preset \(record.preset), seed \(record.seed), trained "
        + "\(Figures.minute(record.createdAt)) UTC by ahunt \(record.softwareVersion)")
  }

  /// All galaxies with a digest of their names and pixels, and whether the model learned from others.
  static func data(_ galaxies: [GalaxyRecord], _ model: ModelRecord) -> RunFact {
    let digest = TrainingData.digest(of: galaxies)
    let run = RunRecord(config: model.config)
    let isOther = run.map { $0.catalog == nil && $0.limit == nil && $0.data != digest } ?? false
    return RunFact(
      "Data",
      "\(Figures.count(galaxies.count, "galaxy", "galaxies")), digest \(digest)"
        + (isOther ? ", changed since the \(model.kind.rawValue) was trained" : ""))
  }

  /// Every setting that a model was trained with.
  static func settings(of record: ModelRecord) -> [RunFact] {
    [
      RunFact("seed", String(record.seed)),
      RunFact("trained", "\(Figures.minute(record.createdAt)) UTC"),
      RunFact("software", "ahunt \(record.softwareVersion)"),
    ] + SettingsText.lines(of: record.config).map { RunFact($0.name, $0.value) }
  }

  /// The catalogs with their counts.
  static func catalogs(_ store: HuntStore) throws -> RunFact {
    let catalogs = try store.catalogs()
    return RunFact(
      catalogs.count == 1 ? "Catalog" : "Catalogs",
      catalogs.map { "\($0.name) (\(Figures.count($0.galaxies)))" }.joined(separator: ", "))
  }
}
