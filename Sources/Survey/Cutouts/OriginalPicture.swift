import Imaging

/// A galaxy's picture as its source has it, read again after it was imported.
package struct OriginalPicture: Sendable {
  /// What the cutout shows, at the resolution of the source.
  package let whole: CutoutPixels
  /// The cutout that an import would make of it now.
  package let cutout: CutoutPixels
}

extension CutoutPixels {
  /// The largest square around the middle, or the middle of that.
  ///
  /// - Parameter fraction: How much of the shorter side is kept, above 0 and at most 1.
  package func centreSquare(keeping fraction: Double = 1) -> CutoutPixels {
    switch self {
    case .bytes(let raster): .bytes(raster.centreSquare(keeping: fraction))
    case .floats(let raster): .floats(raster.centreSquare(keeping: fraction))
    }
  }

  /// The picture with so many pixels on each side.
  package func resized(to side: Int) -> CutoutPixels {
    switch self {
    case .bytes(let raster): .bytes(raster.resized(width: side, height: side))
    case .floats(let raster): .floats(raster.resized(width: side, height: side))
    }
  }

  /// Memory that the pixels take.
  package var byteCount: Int {
    switch self {
    case .bytes(let raster): raster.pixels.count
    case .floats(let raster): raster.values.count * MemoryLayout<Float>.size
    }
  }

  /// Whether two cutouts are of one picture: equal, but for what another version of a decoder or of the
  /// resampling may change.
  package func isSamePicture(as other: CutoutPixels) -> Bool {
    guard width == other.width, height == other.height, channels == other.channels else {
      return false
    }
    switch (self, other) {
    case (.bytes(let one), .bytes(let two)):
      let difference = zip(one.pixels, two.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
      // One level in two hundred and fifty-six on the average.
      return difference <= one.pixels.count
    case (.floats(let one), .floats(let two)):
      var (difference, light) = (0.0, 0.0)
      for (value, second) in zip(one.values, two.values) {
        if value.isNaN && second.isNaN { continue }
        difference += Double(abs(value - second))
        light += Double(abs(value))
      }
      // Where only one of the two has data the sum is no number, and not below anything.
      return difference <= 1e-3 * light
    default: return false
    }
  }
}
