import Models
import Store

/// Galaxies of the store as the models take them, read when they are wanted.
struct StoredCutouts: CutoutSource {
  let ids: [Int64]
  let size: Int
  let format: PixelFormat
  private let store: HuntStore
  private let shape: CutoutShape

  /// The given galaxies, whose cutouts have the shape of the first one's.
  ///
  /// - Throws: `HuntError.unsuitableCutouts` where they are of a shape that the models do not take.
  init(_ store: HuntStore, ids: [Int64]) throws {
    self.store = store
    self.ids = ids
    shape = try store.pixels(of: Array(ids.prefix(1))).shape
    (size, format) = ids.isEmpty ? (64, .uint8) : try shape.asModelInput()
  }

  var count: Int { ids.count }

  func read(_ numbers: [Int], into buffer: UnsafeMutableRawBufferPointer) throws {
    let batch = try store.pixels(of: numbers.map { ids[$0] })
    guard batch.shape == shape else {
      throw StoreError.mixedCutouts(first: "\(shape)", other: "\(batch.shape)")
    }
    buffer.copyBytes(from: batch.bytes)
  }
}

extension CutoutShape {
  /// Size and pixel format for the models, which take square cutouts of three bands.
  func asModelInput() throws(HuntError) -> (size: Int, format: PixelFormat) {
    guard channels == 3, width == height else {
      throw .unsuitableCutouts(shape: "\(self)", reason: .notSquareRGB)
    }
    guard width.isMultiple(of: 16) else {
      throw .unsuitableCutouts(shape: "\(self)", reason: .size)
    }
    return (width, format)
  }
}

extension CutoutSet {
  /// Stored pixels as the models take them.
  init(_ batch: PixelBatch) throws {
    let (size, format) = try batch.shape.asModelInput()
    self.init(size: size, pixels: batch.bytes, format: format)
  }
}
