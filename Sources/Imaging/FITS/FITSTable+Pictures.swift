extension FITSTable {
  /// A cell's picture, as precise as the cell.
  package enum Picture: Sendable, Equatable {
    case bytes(Raster)
    case floats(FloatRaster)
  }

  /// How the numbers of a cell lie in a picture.
  package struct PictureShape: Sendable {
    let width: Int
    let height: Int
    /// Numbers from a pixel to the next in its row, from a row to the next, from a band to the next.
    let strides: (column: Int, row: Int, band: Int)
    /// The bands whose mean is red, green and blue.
    let channels: [[Int]]
    let count: Int
  }

  /// How the cells of a column become pictures.
  ///
  /// TDIM gives columns, rows and bands, or bands first where pixels are interleaved. An array
  /// without TDIM is a square, or three.
  ///
  /// - Throws: `ImagingError` for bands that are not there, and for an array that is no picture.
  package func pictureShape(
    of column: FITSColumn, bands: BandMapping = .automatic
  ) throws(ImagingError) -> PictureShape {
    guard case .pixels(let lengths) = column.kind else {
      throw .noData(detail: "the column \(column.name) holds no arrays of numbers")
    }
    var axes = lengths
    while axes.count > 2, axes.last == 1 { axes.removeLast() }
    let count = axes.reduce(1, *)
    if axes.count == 1 {
      axes = FITSTable.squares(count) ?? axes
    }
    guard (2...3).contains(axes.count), axes.allSatisfy({ $0 > 0 }) else {
      throw .bandsDiffer(
        detail: "the cells of \(column.name) are arrays of "
          + lengths.map(String.init).joined(separator: " by "))
    }
    let isInterleaved = axes.count == 3 && axes[0] <= 4 && axes[2] > 4
    if isInterleaved { axes = [axes[1], axes[2], axes[0]] }
    let depth = axes.count == 3 ? axes[2] : 1
    guard axes[0] <= FITSImage.mostValues / 3 / axes[1] else {
      throw .tooLarge(
        detail:
          "\(axes[0]) by \(axes[1]) pixels, at most \(FITSImage.mostValues / 3_000_000) million")
    }
    let planes = (0..<depth).map {
      FITSPlane(unit: 0, axes: axes, index: $0, names: ["\($0)"], isPicture: column.isByte)
    }
    return PictureShape(
      width: axes[0], height: axes[1],
      strides: isInterleaved
        ? (depth, depth * axes[0], 1) : (1, axes[0], axes[0] * axes[1]),
      channels: try bands.channels(of: planes).map { $0.map(\.index) }, count: count)
  }

  /// The picture in a cell, whose first row is the bottom one, as in FITS images.
  ///
  /// - Throws: `ImagingError.noData` where every pixel is blank.
  package func picture(
    _ column: FITSColumn, row: Int, shape: PictureShape
  ) throws(ImagingError) -> Picture {
    let source = try values(column, row: row, count: shape.count)
    guard source.contains(where: { !$0.isNaN }) else {
      throw .noData(detail: "every pixel is blank")
    }
    var picture = FloatRaster(width: shape.width, height: shape.height, channels: 3)
    var target = 0
    for y in (0..<shape.height).reversed() {
      for x in 0..<shape.width {
        let start = x * shape.strides.column + y * shape.strides.row
        for bands in shape.channels {
          var sum: Float = 0
          for band in bands { sum += source[start + band * shape.strides.band] }
          picture.values[target] = bands.count == 1 ? sum : sum / Float(bands.count)
          target += 1
        }
      }
    }
    guard column.isByte else { return .floats(picture) }
    let bytes = picture.values.map { $0.isNaN ? 0 : UInt8($0.rounded()) }
    return .bytes(Raster(width: shape.width, height: shape.height, pixels: bytes))
  }

  /// The lengths of a square picture of one band or three.
  private static func squares(_ count: Int) -> [Int]? {
    for bands in [1, 3] where count.isMultiple(of: bands) {
      let side = Int(Double(count / bands).squareRoot().rounded())
      if side * side * bands == count { return bands == 1 ? [side, side] : [side, side, bands] }
    }
    return nil
  }
}
