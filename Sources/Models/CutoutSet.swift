/// Galaxy cutouts as a model takes them: 8-bit RGB, one after the other.
package struct CutoutSet: Sendable {
  /// Number of cutouts.
  package let count: Int
  /// Pixels along one side; 64 in the product.
  package let size: Int
  /// `count × size × size × 3` bytes: cutout, row, column, channel.
  package let pixels: [UInt8]

  /// Cutouts from their bytes.
  package init(size: Int, pixels: [UInt8]) {
    let bytes = size * size * 3
    precondition(bytes > 0 && pixels.count % bytes == 0, "\(pixels.count) bytes, \(bytes) a cutout")
    self.size = size
    self.pixels = pixels
    count = pixels.count / bytes
  }
}
