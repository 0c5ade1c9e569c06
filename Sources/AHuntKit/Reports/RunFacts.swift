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

  /// The catalogs with their counts.
  static func catalogs(_ store: HuntStore) throws -> RunFact {
    let catalogs = try store.catalogs()
    return RunFact(
      catalogs.count == 1 ? "Catalog" : "Catalogs",
      catalogs.map { "\($0.name) (\(Figures.count($0.galaxies)))" }.joined(separator: ", "))
  }
}
