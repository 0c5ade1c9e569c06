/// An 8-bit RGB picture: rows from the top, pixels from the left, red, green, blue interleaved.
///
/// ```swift
/// var sky = Raster(width: 64, height: 64)
/// sky[10, 20] = (255, 240, 200)   // x 10, y 20
/// ```
package struct Raster: Sendable, Equatable {
  /// Pixels a row.
  package let width: Int
  /// Rows.
  package let height: Int
  /// `height × width × 3` bytes, row-major.
  package var pixels: [UInt8]

  /// A picture of one colour.
  package init(width: Int, height: Int, filling value: UInt8 = 0) {
    self.init(
      width: width, height: height, pixels: [UInt8](repeating: value, count: width * height * 3))
  }

  /// A picture from `height × width × 3` bytes.
  package init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(
      pixels.count == width * height * 3,
      "a \(width)×\(height) RGB picture has \(width * height * 3) bytes, not \(pixels.count)")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The colour at column `x`, row `y`.
  package subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    get {
      let i = (y * width + x) * 3
      return (pixels[i], pixels[i + 1], pixels[i + 2])
    }
    set {
      let i = (y * width + x) * 3
      pixels[i] = newValue.red
      pixels[i + 1] = newValue.green
      pixels[i + 2] = newValue.blue
    }
  }
}
