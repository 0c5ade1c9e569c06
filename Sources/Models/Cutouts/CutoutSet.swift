package import Vocabulary

/// Galaxy cutouts in memory, one after the other.
package struct CutoutSet: CutoutSource {
  package let count: Int
  package let size: Int
  package let format: PixelFormat
  /// The bytes of `count × size × size × 3` numbers: cutout, row, column, channel.
  package let pixels: [UInt8]

  /// Cutouts from their bytes; floats lie in the machine's own order.
  package init(size: Int, pixels: [UInt8], format: PixelFormat = .uint8) {
    let bytes = size * size * 3 * format.bytes
    precondition(bytes > 0 && pixels.count % bytes == 0, "\(pixels.count) bytes, \(bytes) a cutout")
    self.size = size
    self.format = format
    self.pixels = pixels
    count = pixels.count / bytes
  }

  /// Cutouts in a survey's own units.
  package init(size: Int, values: [Float]) {
    self.init(size: size, pixels: values.withUnsafeBytes(Array.init), format: .float32)
  }

  package func read(_ numbers: [Int], into buffer: UnsafeMutableRawBufferPointer) {
    let bytes = cutoutBytes
    pixels.withUnsafeBytes { pixels in
      for (place, number) in numbers.enumerated() {
        UnsafeMutableRawBufferPointer(rebasing: buffer[place * bytes..<(place + 1) * bytes])
          .copyMemory(
            from: UnsafeRawBufferPointer(rebasing: pixels[number * bytes..<(number + 1) * bytes]))
      }
    }
  }
}
