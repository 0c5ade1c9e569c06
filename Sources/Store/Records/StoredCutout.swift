package import Vocabulary

/// What a cutout measures: every cutout of a batch has the same.
package struct CutoutShape: Sendable, Hashable, CustomStringConvertible {
  /// How its pixels are stored.
  package let format: PixelFormat
  /// Pixels a row.
  package let width: Int
  /// Rows.
  package let height: Int
  /// Channels a pixel: 3 for RGB, the number of bands for float surveys.
  package let channels: Int

  /// A shape of `height × width × channels`.
  package init(format: PixelFormat = .uint8, width: Int, height: Int, channels: Int = 3) {
    self.format = format
    self.width = width
    self.height = height
    self.channels = channels
  }

  /// Numbers of one cutout.
  package var valueCount: Int { width * height * channels }

  /// Bytes of one cutout.
  package var byteCount: Int { valueCount * format.bytes }

  package var description: String { "\(width)×\(height)×\(channels) \(format.rawValue)" }
}

/// One galaxy's pixels: rows from the top, channels interleaved.
package struct StoredCutout: Sendable, Equatable {
  /// What it measures.
  package let shape: CutoutShape
  /// `shape.byteCount` bytes.
  package let bytes: [UInt8]

  /// Pixels of the given shape; a wrong count of bytes is reported when they are stored.
  package init(shape: CutoutShape, bytes: [UInt8]) {
    self.shape = shape
    self.bytes = bytes
  }

  /// One value a channel; bytes become 0 to 255.
  package var floats: [Float] {
    switch shape.format {
    case .uint8: bytes.map(Float.init)
    case .float32: LittleEndianFloats.decode(bytes)
    }
  }
}

/// Many galaxies' pixels, one after the other in one array.
package struct PixelBatch: Sendable {
  /// The galaxies, in the order of their pixels.
  package let ids: [Int64]
  /// The shape they share.
  package let shape: CutoutShape
  /// `ids.count × shape.byteCount` bytes: galaxies, rows, columns, channels.
  package let bytes: [UInt8]

  /// How many galaxies.
  package var count: Int { ids.count }

  /// The pixels of the galaxy at `index`.
  package subscript(index: Int) -> ArraySlice<UInt8> {
    bytes[index * shape.byteCount..<(index + 1) * shape.byteCount]
  }

  /// The values of a float32 batch; a uint8 batch is converted, 0 to 255.
  package var floats: [Float] {
    switch shape.format {
    case .uint8: bytes.map(Float.init)
    case .float32: LittleEndianFloats.decode(bytes)
    }
  }
}
