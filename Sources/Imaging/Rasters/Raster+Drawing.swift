extension Raster {
  /// Copies another picture so that its top left corner is at column `x`, row `y`; what would lie
  /// outside is cut off.
  package mutating func draw(_ picture: Raster, x: Int, y: Int) {
    let left = max(0, -x)
    let right = min(picture.width, width - x)
    let top = max(0, -y)
    let bottom = min(picture.height, height - y)
    guard left < right && top < bottom else { return }
    for row in top..<bottom {
      let source = (row * picture.width + left) * 3
      let target = ((y + row) * width + x + left) * 3
      let count = (right - left) * 3
      pixels.replaceSubrange(
        target..<(target + count), with: picture.pixels[source..<(source + count)])
    }
  }

  /// Writes one line in the built-in font, nine pixels high with descenders, six pixels a
  /// character.
  ///
  /// Characters outside printable ASCII become hollow boxes; what would lie outside is cut off.
  package mutating func draw(
    _ text: String, x: Int, y: Int, colour: (red: UInt8, green: UInt8, blue: UInt8)
  ) {
    for (index, character) in text.enumerated() {
      let left = x + index * PixelFont.advance
      for (row, bits) in PixelFont.rows(of: character).enumerated() {
        for column in 0..<5 where bits >> (4 - column) & 1 == 1 {
          let (px, py) = (left + column, y + row)
          if px >= 0 && px < width && py >= 0 && py < height { self[px, py] = colour }
        }
      }
    }
  }
}
