import Foundation
import Store
import TestSupport
import Vocabulary

/// A store with a catalog of small galaxies named G0, G1, …, and one hunt.
struct StoreFixture {
  let store: HuntStore
  let catalog: CatalogRecord
  let hunt: HuntRecord
  let ids: [Int64]

  static let shape = CutoutShape(width: 4, height: 2)

  init(store: HuntStore, catalog: CatalogRecord, hunt: HuntRecord, ids: [Int64]) {
    self.store = store
    self.catalog = catalog
    self.hunt = hunt
    self.ids = ids
  }

  init(galaxies count: Int = 10, in store: HuntStore? = nil) throws {
    self.store = try store ?? HuntStore.inMemory()
    catalog = try self.store.addCatalog(name: "tiny", source: "tiny.csv", reader: "csv")
    try self.store.insert((0..<count).map { StoreFixture.galaxy($0) }, into: catalog.id)
    hunt = try self.store.defaultHunt(now: StoreFixture.time(0))
    ids = try self.store.galaxyIDs()
  }

  static func galaxy(_ index: Int, digest: String? = nil) -> NewGalaxy {
    NewGalaxy(
      objectID: "G\(index)", ra: Double(index % 360), dec: -Double(index % 90), redshift: 0.1,
      knownClass: index.isMultiple(of: 2) ? "round" : "",
      attributes: index == 0 ? ["band": "r"] : [:], source: "G\(index).png",
      sha256: digest ?? "digest\(index)",
      cutout: StoredCutout(
        shape: shape, bytes: (0..<shape.byteCount).map { UInt8(truncatingIfNeeded: $0 + index) }))
  }

  /// A fixed moment and so many seconds.
  static func time(_ seconds: Double) -> Date {
    Date(timeIntervalSince1970: 1_740_000_000 + seconds)
  }

  @discardableResult
  func openRound(_ galaxies: Range<Int>, arm: String = "novelty") throws -> RoundRecord {
    try store.openRound(
      galaxies.map { index in
        NewQuestion(
          galaxy: ids[index], arm: arm, score: Double(index), probabilities: [1: 0.25],
          reserve: 0.75, why: "far from the rest")
      },
      hunt: hunt.id, arms: [arm: 1], seed: 7)
  }

  @discardableResult
  func answer(_ index: Int, _ name: String, by annotator: String = "ann") throws -> Int64 {
    try store.answer(
      galaxy: ids[index], class: try store.class(named: name, hunt: hunt.id).id, hunt: hunt.id,
      annotator: annotator)
  }

  /// Current labels by object id.
  func labels() throws -> [String: String] {
    try store.labels(hunt: hunt.id).reduce(into: [:]) { $0[$1.objectID] = $1.className }
  }
}
