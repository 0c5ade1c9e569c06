package import Imaging

/// Reads a catalog and makes its cutouts on all cores, chunk by chunk in the catalog's order.
///
/// While the caller stores one chunk, the next two are decoded, so that a slow disk does not leave
/// cores idle; no more than these three are held, so memory does not grow with the survey.
///
/// ```swift
/// var reader = try CatalogFormat.auto.open("Catalogs/efigi")
/// let counts = try CutoutPipeline(size: 64).run(&reader) { chunk in try store(chunk.cutouts) }
/// ```
package struct CutoutPipeline: Sendable {
  /// Pixels on each side of a cutout.
  package var size: Int
  /// How much of a picture's shorter side is kept, about the middle; 1 keeps all.
  package var crop: Double
  /// Which bands of a FITS file are the channels.
  package var bands: BandMapping
  /// Objects decoded and handed over together.
  package var chunkSize: Int
  /// Takes only this many of the catalog's valid rows, from the front; `nil` takes all.
  package var limit: Int?

  /// A chunk ends early when its catalog's own pictures take this much memory.
  private static let mostBytes = 64_000_000
  /// Chunks that are decoded ahead of the one that is stored.
  private static let chunksAhead = 2

  package init(
    size: Int = 64, crop: Double = 1, bands: BandMapping = .automatic, chunkSize: Int = 256,
    limit: Int? = nil
  ) {
    precondition(chunkSize > 0, "a chunk holds at least one object, not \(chunkSize)")
    self.size = size
    self.crop = crop
    self.bands = bands
    self.chunkSize = chunkSize
    self.limit = limit
  }

  /// What one chunk of the catalog became.
  package struct Chunk: Sendable {
    /// In the catalog's order.
    package var cutouts: [Cutout] = []
    /// In the catalog's order, bad rows before bad pictures.
    package var rejections: [Rejection] = []
    /// Objects that the filter left out.
    package var skipped = 0
  }

  /// How many objects went which way.
  package struct Counts: Sendable, Equatable {
    package var cutouts = 0
    package var rejected = 0
    package var skipped = 0
  }

  /// Runs through the whole catalog.
  ///
  /// - Parameters:
  ///   - reader: Read to its end, or to the limit.
  ///   - known: Of some objects, the names of those to skip before anything is decoded; it is asked
  ///     once a chunk, on the caller's thread, before the two chunks before it are handed over.
  ///   - consume: Called with one chunk after another on the caller's thread; an error thrown here
  ///     ends the run.
  /// - Throws: What the closures throw, and `SurveyError` when the catalog breaks off.
  @discardableResult
  package func run(
    _ reader: inout any CatalogReader,
    skipping known: ([CatalogEntry]) throws -> Set<String> = { _ in [] },
    consume: (Chunk) throws -> Void
  ) throws -> Counts {
    var counts = Counts()
    var left = limit ?? .max
    let maker = CutoutMaker(size: size, crop: crop, bands: bands)
    var running: [ChunkDecoding] = []
    // Decoding that is still under way must not outlive the run when a closure throws.
    defer { for chunk in running { _ = chunk.result() } }
    while true {
      while running.count <= CutoutPipeline.chunksAhead,
        let batch = try nextBatch(of: &reader, left: &left, skipping: known)
      {
        running.append(ChunkDecoding(batch: batch, maker: maker))
      }
      if running.isEmpty { return counts }
      let chunk = running.removeFirst().result()
      counts.cutouts += chunk.cutouts.count
      counts.rejected += chunk.rejections.count
      counts.skipped += chunk.skipped
      try consume(chunk)
    }
  }

  private func nextBatch(
    of reader: inout any CatalogReader, left: inout Int,
    skipping known: ([CatalogEntry]) throws -> Set<String>
  ) throws -> CutoutBatch? {
    var batch = CutoutBatch()
    var bytes = 0
    while left > 0, batch.entries.count + batch.rejections.count < chunkSize,
      bytes < CutoutPipeline.mostBytes, let item = try reader.next()
    {
      switch item {
      case .entry(let entry):
        batch.entries.append(entry)
        bytes += entry.picture.byteCount
        left -= 1
      case .rejection(let rejection):
        batch.rejections.append(rejection)
      }
    }
    if batch.entries.isEmpty && batch.rejections.isEmpty { return nil }
    let skip = try known(batch.entries)
    let count = batch.entries.count
    batch.entries.removeAll { skip.contains($0.objectID) }
    batch.skipped = count - batch.entries.count
    return batch
  }
}
