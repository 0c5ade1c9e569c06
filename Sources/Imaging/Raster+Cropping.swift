extension Raster {
  /// The largest square around the middle, where survey cutouts keep their galaxy.
  ///
  /// An odd margin leaves the extra column or row on the right or at the bottom.
  package func centreSquare() -> Raster {
    guard width != height else { return self }
    let side = min(width, height)
    return cropped(x: (width - side) / 2, y: (height - side) / 2, width: side, height: side)
  }

  /// The part whose top left corner is at column `x`, row `y`; it must lie within the picture.
  package func cropped(x: Int, y: Int, width: Int, height: Int) -> Raster {
    precondition(
      x >= 0 && y >= 0 && width >= 0 && height >= 0
        && x + width <= self.width && y + height <= self.height,
      "a \(width)×\(height) part at (\(x), \(y)) is not within \(self.width)×\(self.height) pixels")
    var part: [UInt8] = []
    part.reserveCapacity(width * height * 3)
    for row in y..<(y + height) {
      let start = (row * self.width + x) * 3
      part.append(contentsOf: pixels[start..<(start + width * 3)])
    }
    return Raster(width: width, height: height, pixels: part)
  }
}
