import Digests
import Foundation
import GRDB
import Vocabulary

extension HuntStore {
  /// Pixels of the given galaxies as one array, in the order given; all must share one shape.
  package func pixels(of ids: [Int64]) throws(StoreError) -> PixelBatch {
    try read { db in
      guard let first = ids.first else {
        return PixelBatch(
          ids: [], shape: CutoutShape(width: 0, height: 0), bytes: [])
      }
      let shape = try Self.shape(of: first, db)
      var reading: (any Error)?
      let bytes = [UInt8](unsafeUninitializedCapacity: ids.count * shape.byteCount) {
        buffer, count in
        do {
          try Self.copyPixels(of: ids, shape, into: UnsafeMutableRawBufferPointer(buffer), db)
          count = buffer.count
        } catch {
          reading = error
        }
      }
      if let reading { throw reading }
      return PixelBatch(ids: ids, shape: shape, bytes: bytes)
    }
  }

  /// Copies the given galaxies' pixels to the front of `buffer`, in the order given.
  ///
  /// - Parameter shape: what each of them measures.
  /// - Throws: `StoreError.noPixels`, `.mixedCutouts` where one is of another shape, or `.altered` where
  ///   pixels are not those that were imported.
  package func copyPixels(
    of ids: [Int64], _ shape: CutoutShape, into buffer: UnsafeMutableRawBufferPointer
  ) throws(StoreError) {
    try read { db in
      try Self.copyPixels(of: ids, shape, into: buffer, db)
      try Self.verify(buffer, of: ids, shape, db)
    }
  }

  /// Holds pixels against the digests that the import noted.
  ///
  /// Catalogs of the first versions have digests of files instead, which tell nothing.
  private static func verify(
    _ buffer: UnsafeMutableRawBufferPointer, of ids: [Int64], _ shape: CutoutShape, _ db: Database
  ) throws {
    let first: [Int64] = try db.values(
      of: "catalog", "SELECT id FROM catalog WHERE recipe IS NULL")
    _ = try GalaxyRows.forEach(
      db, of: ids, in: "galaxy",
      "SELECT id, sha256, catalog, fingerprint IS NULL FROM galaxy WHERE true",
      by: "id"
    ) { row, place in
      let (known, catalog, isOld): (String, Int64, Bool) = (try row[1], try row[2], try row[3])
      if isOld, first.contains(catalog) { return }
      let size = shape.byteCount
      let digest = SHA256.hexDigest(
        width: shape.width, height: shape.height, channels: shape.channels,
        pixels: UnsafeRawBufferPointer(rebasing: buffer[place * size..<(place + 1) * size]))
      guard digest == known else {
        throw StoreError.altered(
          table: "cutout", row: "galaxy \(ids[place])", column: "pixels")
      }
    }
  }

  /// One galaxy's pixels.
  package func cutout(of galaxy: Int64) throws(StoreError) -> StoredCutout {
    let batch = try pixels(of: [galaxy])
    return StoredCutout(shape: batch.shape, bytes: batch.bytes)
  }

  /// Hands the given galaxies' pixels to `body` in batches of `size`; memory holds one batch.
  package func forEachPixelBatch(
    of ids: [Int64], size: Int, _ body: (PixelBatch) throws -> Void
  ) throws {
    for start in stride(from: 0, to: ids.count, by: max(1, size)) {
      try body(try pixels(of: Array(ids[start..<min(ids.count, start + max(1, size))])))
    }
  }

  /// Which pixels the given galaxies have now, in that order.
  ///
  /// Asked for before the pixels are read, they stand for these: where the pixels are replaced
  /// afterwards, nothing that was computed from either is stored.
  package func pixelRevisions(of ids: [Int64]) throws(StoreError) -> [GalaxyPixels] {
    try read { db in
      var revisions = [Int64](repeating: 0, count: ids.count)
      let missing = try GalaxyRows.forEach(
        db, of: ids, in: "galaxy", "SELECT id, pixelRevision FROM galaxy WHERE true", by: "id"
      ) { row, place in revisions[place] = try row[1] }
      if let place = missing.first { throw StoreError.noGalaxy(objectID: "#\(ids[place])") }
      return zip(ids, revisions).map { GalaxyPixels(galaxy: $0, revision: $1) }
    }
  }

  /// What the cutouts of this hunt measure, all of them the same; nil where there are none yet.
  package func cutoutShape() throws(StoreError) -> CutoutShape? {
    try read { db in try Self.cutoutShape(db) }
  }

  static func cutoutShape(_ db: Database) throws -> CutoutShape? {
    try db.row(of: "cutout", "SELECT \(shapeColumns) FROM cutout LIMIT 1", [], CutoutShape.init)
  }

  private static func copyPixels(
    of ids: [Int64], _ shape: CutoutShape, into buffer: UnsafeMutableRawBufferPointer,
    _ db: Database
  ) throws {
    let size = shape.byteCount
    precondition(buffer.count >= ids.count * size, "the buffer holds every cutout")
    let missing = try GalaxyRows.forEach(
      db, of: ids, in: "cutout", "SELECT \(shapeColumns), pixels FROM cutout WHERE true"
    ) { row, place in
      let other = try CutoutShape(row: row)
      guard other == shape else {
        throw StoreError.mixedCutouts(first: "\(shape)", other: "\(other)")
      }
      try row.withBytes(6) { source in
        guard source.count == size else { throw row.damaged(6) }
        UnsafeMutableRawBufferPointer(rebasing: buffer[place * size..<(place + 1) * size])
          .copyMemory(from: source)
      }
    }
    if let place = missing.first { throw StoreError.noPixels(galaxy: ids[place]) }
  }

  private static func shape(of galaxy: Int64, _ db: Database) throws -> CutoutShape {
    let shape = try db.row(
      of: "cutout", "SELECT \(shapeColumns) FROM cutout WHERE galaxy = ?", [galaxy],
      CutoutShape.init)
    guard let shape else { throw StoreError.noPixels(galaxy: galaxy) }
    return shape
  }

  /// Columns in the order that `CutoutShape.init(row:)` reads them; the pixels are not read for their
  /// length.
  private static let shapeColumns = "galaxy, format, width, height, channels, length(pixels)"
}

extension CutoutShape {
  /// A side or a number of channels that pictures have.
  private static let side = 1...1 << 20

  /// What a row tells of its pixels, which have to be as many as it says: memory is set aside for them.
  fileprivate init(row: StoredRow) throws(StoreError) {
    func side(_ column: Int) throws(StoreError) -> Int {
      try row.value(column) { Self.side.contains($0) }
    }
    self.init(
      format: try row.named(1), width: try side(2), height: try side(3), channels: try side(4))
    let bytes: Int = try row[5]
    // Three numbers of 20 bits and a format of 4 bytes at most: the product can't overflow.
    guard bytes == byteCount else { throw row.damaged(5) }
  }
}
