extension Raster {
  /// The largest square around the middle, where survey cutouts keep their galaxy.
  ///
  /// An odd margin leaves the extra column or row on the right or at the bottom.
  ///
  /// - Parameter fraction: How much of the shorter side is kept, above 0 and at most 1.
  package func centreSquare(keeping fraction: Double = 1) -> Raster {
    let box = PixelBox(centredIn: width, height, keeping: fraction)
    return cropped(x: box.x, y: box.y, width: box.width, height: box.height)
  }

  /// The part whose top left corner is at column `x`, row `y`; it must lie within the picture.
  package func cropped(x: Int, y: Int, width: Int, height: Int) -> Raster {
    precondition(
      x >= 0 && y >= 0 && width >= 0 && height >= 0
        && x + width <= self.width && y + height <= self.height,
      "a \(width)×\(height) part at (\(x), \(y)) is not within \(self.width)×\(self.height) pixels")
    if width == self.width && height == self.height { return self }
    var part: [UInt8] = []
    part.reserveCapacity(width * height * 3)
    for row in y..<(y + height) {
      let start = (row * self.width + x) * 3
      part.append(contentsOf: pixels[start..<(start + width * 3)])
    }
    return Raster(width: width, height: height, pixels: part)
  }
}
