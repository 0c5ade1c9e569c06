import Imaging
import Pages
import Review
import Store
import Survey

extension TrainingData {
  /// Pictures that seem to show one galaxy and lie in different parts, the most alike first.
  func sharedGalaxies() throws -> [SharedGalaxy] {
    var signatures: [PictureSignature] = []
    try store.forEachPixelBatch(of: ids, size: 512) { batch in
      signatures += PictureSignature.ofPictures(batch.count) { index in
        StoredPicture.raster(
          of: StoredCutout(shape: batch.shape, bytes: Array(batch[index])))
      }
    }
    let pairs = NearDuplicates.acrossParts(signatures, parts: parts).prefix(10_000)
    return try pairs.enumerated().map { place, pair in
      func member(_ index: Int) throws -> SharedGalaxy.Member {
        SharedGalaxy.Member(
          objectID: try store.galaxies(ids: [ids[index]]).first?.objectID ?? "",
          part: parts[index].rawValue,
          picture: place < SharedGalaxy.shown ? try store.raster(of: ids[index]) : nil)
      }
      return SharedGalaxy(
        try member(pair.first), try member(pair.second), similarity: pair.similarity)
    }
  }
}
