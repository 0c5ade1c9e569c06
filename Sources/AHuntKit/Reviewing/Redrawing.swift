import Foundation
import Imaging
import Models
import Store

/// Redraws galaxies by the latest autoencoder, which is loaded when the first one is wanted.
final class Redrawing: @unchecked Sendable {
  // A network serves one call at a time; all is reached under the lock.
  private let lock = NSLock()
  private var loaded: (model: ModelRecord.ID, scorer: Scorer)?
  private let store: HuntStore

  init(_ store: HuntStore) {
    self.store = store
  }

  /// A galaxy as the network is shown it, and what it makes of it.
  ///
  /// - Throws: `HuntError.noModel` where none was trained; an error of the engine or of the model.
  func pictures(of galaxy: Int64) throws -> (seen: Raster, redrawn: Raster) {
    try lock.withLock {
      let scorer = try scorer()
      let cutouts = try CutoutSet(try store.pixels(of: [galaxy]))
      let redrawn = try scorer.reconstruct(cutouts)
      return (scorer.configuration.preprocessing.shown(cutouts).rasters[0], redrawn.rasters[0])
    }
  }

  private func scorer() throws -> Scorer {
    let record = try store.trained(.scorer, id: nil)
    if let loaded, loaded.model == record.id { return loaded.scorer }
    // One galaxy is nothing to spread over cores that the review itself wants.
    let engine = try EngineSettings(device: "cpu", threads: 1, precision: .float32).start()
    let scorer = try store.scorer(record, engine)
    loaded = (record.id, scorer)
    return scorer
  }
}
