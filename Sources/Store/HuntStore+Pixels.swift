import Foundation
import GRDB
package import Vocabulary

extension HuntStore {
  /// Pixels of the given galaxies as one array, in the order given; all must share one shape.
  package func pixels(of ids: [Int64]) throws(StoreError) -> PixelBatch {
    try read { db in
      guard let first = ids.first else {
        return PixelBatch(
          ids: [], shape: CutoutShape(width: 0, height: 0), bytes: [])
      }
      let shape = try Self.shape(of: first, db)
      let statement = try db.makeStatement(
        sql: "SELECT format, width, height, channels, pixels FROM cutout WHERE galaxy = ?")
      var reading: (any Error)?
      let size = shape.byteCount
      let bytes = [UInt8](unsafeUninitializedCapacity: ids.count * size) { buffer, count in
        do {
          for (index, id) in ids.enumerated() {
            let cursor = try Row.fetchCursor(statement, arguments: [id])
            guard let row = try cursor.next() else { throw StoreError.noPixels(galaxy: id) }
            let other = try Self.shape(row, of: id)
            guard other == shape else {
              throw StoreError.mixedCutouts(first: "\(shape)", other: "\(other)")
            }
            try row.withUnsafeData(atIndex: 4) { data in
              guard let data, data.count == size else { throw StoreError.noPixels(galaxy: id) }
              data.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(
                  rebasing: UnsafeMutableRawBufferPointer(buffer)[index * size..<(index + 1) * size]
                ).copyMemory(from: source)
              }
            }
            count = (index + 1) * size
          }
        } catch {
          reading = error
        }
      }
      if let reading { throw reading }
      return PixelBatch(ids: ids, shape: shape, bytes: bytes)
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

  /// What the cutouts of this hunt measure, all of them the same; nil where there are none yet.
  package func cutoutShape() throws(StoreError) -> CutoutShape? {
    try read { db in try Self.cutoutShape(db) }
  }

  static func cutoutShape(_ db: Database) throws -> CutoutShape? {
    try Row.fetchOne(db, sql: "SELECT format, width, height, channels, galaxy FROM cutout LIMIT 1")
      .map { try shape($0, of: $0[4]) }
  }

  private static func shape(of galaxy: Int64, _ db: Database) throws -> CutoutShape {
    let row = try Row.fetchOne(
      db, sql: "SELECT format, width, height, channels FROM cutout WHERE galaxy = ?",
      arguments: [galaxy])
    guard let row else { throw StoreError.noPixels(galaxy: galaxy) }
    return try shape(row, of: galaxy)
  }

  private static func shape(_ row: Row, of galaxy: Int64) throws(StoreError) -> CutoutShape {
    let name: String = row[0]
    guard let format = PixelFormat(rawValue: name) else {
      throw .unreadable(table: "cutout", row: galaxy, column: "format", value: name)
    }
    return CutoutShape(format: format, width: row[1], height: row[2], channels: row[3])
  }
}
