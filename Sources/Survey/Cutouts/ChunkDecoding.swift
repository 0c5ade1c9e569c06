import Dispatch

/// A stretch of the catalog before its pictures are read.
struct CutoutBatch: Sendable {
  var entries: [CatalogEntry] = []
  var rejections: [Rejection] = []
  var skipped = 0
}

/// The decoding of one chunk, under way on all cores from the moment it is made.
final class ChunkDecoding: @unchecked Sendable {
  // Written by the queue before the group is left, read after waiting for it: no lock is needed.
  private var made: [Result<Cutout, Rejection>?] = []
  private let batch: CutoutBatch
  private let group = DispatchGroup()

  init(batch: CutoutBatch, maker: CutoutMaker) {
    self.batch = batch
    DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
      made = ChunkDecoding.makeAll(batch.entries, maker: maker)
    }
  }

  /// Waits until every picture of the chunk is decoded or refused.
  func result() -> CutoutPipeline.Chunk {
    group.wait()
    var chunk = CutoutPipeline.Chunk(rejections: batch.rejections, skipped: batch.skipped)
    for case .some(let outcome) in made {
      switch outcome {
      case .success(let cutout): chunk.cutouts.append(cutout)
      case .failure(let rejection): chunk.rejections.append(rejection)
      }
    }
    return chunk
  }

  private static func makeAll(
    _ entries: [CatalogEntry], maker: CutoutMaker
  ) -> [Result<Cutout, Rejection>?] {
    var made = [Result<Cutout, Rejection>?](repeating: nil, count: entries.count)
    made.withUnsafeMutableBufferPointer { buffer in
      // Each iteration writes its own element and no other.
      nonisolated(unsafe) let slots = buffer
      DispatchQueue.concurrentPerform(iterations: entries.count) { i in
        slots[i] = maker.make(entries[i])
      }
    }
    return made
  }
}
