package import Imaging
package import Store

/// A galaxy's stored pixels as a picture for people.
package enum StoredPicture {
  /// Eight-bit RGB: grey where there is one channel, the first three bands otherwise.
  ///
  /// Float pixels are stretched linearly between their own least and greatest finite values.
  package static func raster(of cutout: StoredCutout) -> Raster {
    let shape = cutout.shape
    let values = bytes(of: cutout)
    var raster = Raster(width: shape.width, height: shape.height)
    for pixel in 0..<shape.width * shape.height {
      for channel in 0..<3 {
        let source = shape.channels >= 3 ? channel : 0
        raster.pixels[pixel * 3 + channel] = values[pixel * shape.channels + source]
      }
    }
    return raster
  }

  private static func bytes(of cutout: StoredCutout) -> [UInt8] {
    guard cutout.shape.format == .float32 else { return cutout.bytes }
    let floats = cutout.floats
    let finite = floats.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), high > low else {
      return [UInt8](repeating: 0, count: floats.count)
    }
    return floats.map { $0.isFinite ? UInt8(((($0 - low) / (high - low)) * 255).rounded()) : 0 }
  }
}
