import Hunting
import Models
import Store

/// Galaxies of the store as the models take them, read when they are wanted.
struct StoredCutouts: CutoutSource {
  /// The galaxies, with the pixels that they had before any were read: what is computed from them is
  /// stored under these.
  let galaxies: [GalaxyPixels]
  let size: Int
  let format: PixelFormat
  private let store: HuntStore
  private let shape: CutoutShape

  /// The given galaxies, whose cutouts have the shape of the first one's.
  ///
  /// - Throws: `HuntError.unsuitableCutouts` where they are of a shape that the models do not take.
  init(_ store: HuntStore, ids: [Int64]) throws {
    self.store = store
    galaxies = try store.pixelRevisions(of: ids)
    shape = try store.pixels(of: Array(ids.prefix(1))).shape
    (size, format) = ids.isEmpty ? (64, .uint8) : try shape.asModelInput()
  }

  var ids: [Int64] { galaxies.map(\.galaxy) }
  var count: Int { galaxies.count }
  var facts: (any CutoutFacts)? { StoredFacts(store: store, galaxies: galaxies) }

  func read(_ numbers: [Int], into buffer: UnsafeMutableRawBufferPointer) throws {
    try store.copyPixels(of: numbers.map { galaxies[$0].galaxy }, shape, into: buffer)
  }
}

/// What was measured on the store's galaxies, kept in the store.
struct StoredFacts: CutoutFacts {
  let store: HuntStore
  let galaxies: [GalaxyPixels]

  func shapes(of numbers: [Int]) throws -> KnownRows {
    KnownRows(
      try store.shapes(
        of: ids(numbers), version: MorphologyFeatures.version,
        dimension: MorphologyFeatures.columns))
  }

  func keepShapes(_ rows: [Float], of numbers: [Int]) throws {
    // A hunt that is only read does without: what is missing is measured again next time.
    guard store.isWritable else { return }
    try store.writeShapes(
      of: numbers.map { galaxies[$0] }, version: MorphologyFeatures.version,
      dimension: MorphologyFeatures.columns, values: rows)
  }

  func peaks(of numbers: [Int]) throws -> KnownRows {
    KnownRows(try store.peaks(of: ids(numbers), channels: 3))
  }

  func keepPeaks(_ rows: [Float], of numbers: [Int]) throws {
    guard store.isWritable else { return }
    try store.writePeaks(of: numbers.map { galaxies[$0] }, channels: 3, values: rows)
  }

  private func ids(_ numbers: [Int]) -> [Int64] { numbers.map { galaxies[$0].galaxy } }
}

extension KnownRows {
  init(_ vectors: KnownVectors) {
    self.init(values: vectors.values, missing: vectors.missing)
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
