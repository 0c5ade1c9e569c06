import CFITSIO

extension FITSFile {
  /// Reads the compressed bytes of the tiles that a section touches, each until it is found whole,
  /// and refuses those that CFITSIO would crash on.
  func checkTiles(
    of plane: FITSPlane, columns: Range<Int>, rows: Range<Int>
  ) throws(ImagingError) {
    guard let tiling = units[plane.unit - 1].tiling else { return }
    for tile in tiling.tiles(columns: columns, rows: rows, place: plane.place)
    where !checkedTiles.contains(Tile(unit: plane.unit, row: tile.row)) {
      let most = units[plane.unit - 1].dataSize
      let row = Int64(tile.row + 1)
      guard try holds(tile.pixels, tiling, row: row, atMost: most) else {
        throw .damagedFITS(
          detail: "tile \(row) of \(plane.name) is not \(tile.pixels) pixels compressed by "
            + "\(tiling.method)")
      }
      // Not before, or the next cutout that touches a damaged tile would be let through.
      checkedTiles.insert(Tile(unit: plane.unit, row: tile.row))
    }
  }

  /// Whether a tile is so many pixels, in whichever column CFITSIO takes it from.
  private func holds(
    _ pixels: Int, _ tiling: FITSTiling, row: Int64, atMost most: Int
  ) throws(ImagingError) -> Bool {
    let bytes = try compressedBytes(column: Int32(tiling.column), row: row, atMost: most)
    if !bytes.isEmpty { return tiling.method.holds(pixels, in: bytes) }
    if let column = tiling.plainColumn {
      return try arrayLength(column: Int32(column), row: row, atMost: most) == pixels
    }
    guard let column = tiling.zippedColumn else { return false }
    return FITSTiling.Method.gzip.holds(
      pixels, in: try compressedBytes(column: Int32(column), row: row, atMost: most))
  }

  private func compressedBytes(
    column: Int32, row: Int64, atMost most: Int
  ) throws(ImagingError) -> [UInt8] {
    let count = try arrayLength(column: column, row: row, atMost: most)
    var bytes = [UInt8](repeating: 0, count: count)
    if count > 0 {
      try call("reading tile \(row)") {
        _ = cf_read_bytes($0, column, row, Int64(count), &bytes, &$1)
      }
    }
    return bytes
  }

  private func arrayLength(
    column: Int32, row: Int64, atMost most: Int
  ) throws(ImagingError) -> Int {
    var count: Int64 = 0
    try call("reading tile \(row)") { _ = cf_array_length($0, column, row, &count, &$1) }
    guard (0...Int64(most)).contains(count) else {
      throw .damagedFITS(detail: "tile \(row) has \(count) values")
    }
    return Int(count)
  }

  /// A tile of one of the file's images.
  struct Tile: Hashable {
    let unit: Int
    let row: Int
  }
}
