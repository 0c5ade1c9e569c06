extension Raster {
  /// The picture as it is meant to be seen, from rows that lie as an EXIF orientation says.
  ///
  /// - Parameter orientation: 1 to 8 (Exif 3.0, section 4.6.5.1.6); 1 is upright already.
  func upright(from orientation: Int) -> Raster {
    guard (2...8).contains(orientation) else { return self }
    // From 5 on, rows are stored as columns.
    let isTransposed = orientation >= 5
    let mirrorsColumns = [2, 3, 7, 8].contains(orientation)
    let mirrorsRows = [3, 4, 6, 7].contains(orientation)
    var result =
      isTransposed ? Raster(width: height, height: width) : Raster(width: width, height: height)
    for y in 0..<result.height {
      for x in 0..<result.width {
        let (column, row) = isTransposed ? (y, x) : (x, y)
        result[x, y] =
          self[
            mirrorsColumns ? width - 1 - column : column, mirrorsRows ? height - 1 - row : row]
      }
    }
    return result
  }
}
