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
      let bytes = try compressedBytes(
        column: Int32(tiling.column), row: Int64(tile.row + 1),
        atMost: units[plane.unit - 1].dataSize)
      // A tile that could not be quantised is in another column, compressed by GZIP.
      guard bytes.isEmpty || tiling.method.holds(tile.pixels, in: bytes) else {
        throw .damagedFITS(
          detail:
            "tile \(tile.row + 1) of \(plane.name) is not \(tile.pixels) pixels compressed by "
            + "\(tiling.method)")
      }
      // Not before, or the next cutout that touches a damaged tile would be let through.
      checkedTiles.insert(Tile(unit: plane.unit, row: tile.row))
    }
  }

  private func compressedBytes(
    column: Int32, row: Int64, atMost most: Int
  ) throws(ImagingError) -> [UInt8] {
    var count: Int64 = 0
    try call("reading tile \(row)") { _ = cf_array_length($0, column, row, &count, &$1) }
    guard (0...Int64(most)).contains(count) else {
      throw .damagedFITS(detail: "tile \(row) has \(count) bytes")
    }
    var bytes = [UInt8](repeating: 0, count: Int(count))
    if count > 0 {
      try call("reading tile \(row)") { _ = cf_read_bytes($0, column, row, count, &bytes, &$1) }
    }
    return bytes
  }

  /// A tile of one of the file's images.
  struct Tile: Hashable {
    let unit: Int
    let row: Int
  }
}
