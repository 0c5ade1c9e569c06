import Digests
import Foundation
import Imaging
import Models
import Store

extension Bench {
  /// Writes to, and reads from, a store on disk, in chunks as an import and an embedding do.
  func storing() throws -> (
    written: (images: Int, seconds: Double), read: (images: Int, seconds: Double)
  ) {
    try withStore { store, fill in
      let written = try timed(count) { try fill() }
      let read = try timed(count) {
        try store.forEachPixelBatch(of: try store.galaxyIDs(), size: 512) { _ = $0.count }
      }
      return (written, read)
    }
  }

  /// From the pixels in a store to class probabilities in it, as embedding and scoring go.
  func classifyStored(_ model: TrainedModel) throws -> (images: Int, seconds: Double) {
    try withStore { store, fill in
      try fill()
      let record = try store.save(
        NewModel(
          kind: .classifier, preset: model.preset, config: model.configuration,
          weights: Data(model.weights), softwareVersion: softwareVersion))
      return try timed(count) {
        let classifier = try store.classifier(try store.model(id: record), engine)
        let names = classifier.configuration.classNames
        let ids = try store.galaxyIDs()
        for start in stride(from: 0, to: ids.count, by: Hunt.usualBatchSize) {
          let part = Array(ids[start..<min(start + Hunt.usualBatchSize, ids.count)])
          let cutouts = try StoredCutouts(store, ids: part)
          let shares = try classifier.probabilities(cutouts)
          for (column, name) in names.enumerated() {
            try store.writeScores(
              model: record, kind: "probability/\(name)", of: cutouts.galaxies,
              values: part.indices.map { Double(shares[$0 * names.count + column]) })
          }
        }
      }
    }
  }

  /// A store on disk that lives as long as `body` runs, and what puts the galaxies into it.
  private func withStore<Result>(
    _ body: (HuntStore, _ fill: () throws -> Void) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ahunt-bench-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try HuntStore.create(at: folder.appendingPathComponent("hunt.sqlite").path)
    let catalog = try store.addCatalog(name: "bench", source: "memory", reader: "none")
    let galaxies = rasters.enumerated().map { index, raster in
      NewGalaxy(
        objectID: String(index), source: "memory", sha256: SHA256.hexDigest(of: raster),
        cutout: StoredCutout(
          shape: CutoutShape(width: raster.width, height: raster.height), bytes: raster.pixels))
    }
    let result = try body(store) {
      for start in stride(from: 0, to: galaxies.count, by: 256) {
        try store.insert(
          Array(galaxies[start..<min(start + 256, galaxies.count)]), into: catalog.id)
      }
    }
    try store.close()
    return result
  }
}
